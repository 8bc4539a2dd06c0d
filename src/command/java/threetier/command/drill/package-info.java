/**
 * Drills. A drill causes a deliberate fault while clients use the site, and then compares every acknowledgement with
 * the stored entries. Each drill is a {@link threetier.command.drill.Scenario};
 * {@link threetier.command.drill.Scenarios} lists all drills.
 */
package threetier.command.drill;
