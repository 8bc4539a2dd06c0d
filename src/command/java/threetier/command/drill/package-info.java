/**
 * Drills: a deliberate fault while clients use the site, followed by a comparison of every acknowledgement with the
 * stored entries. A drill is a {@link threetier.command.drill.Scenario}; {@link threetier.command.drill.Scenarios}
 * lists them.
 */
package threetier.command.drill;
