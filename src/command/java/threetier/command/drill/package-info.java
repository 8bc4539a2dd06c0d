/**
 * Drills: something is broken on purpose while clients use the site, and every acknowledgement is then held against
 * what is stored. A drill is a {@link threetier.command.drill.Scenario}; all of them are in
 * {@link threetier.command.drill.Scenarios}.
 */
package threetier.command.drill;
