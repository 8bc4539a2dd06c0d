/**
 * The three tiers on this machine. {@link threetier.command.stage.Stage} raises them for {@code up}, tests, drills and
 * measurements alike; a {@link threetier.command.stage.Shape} says what of.
 */
package threetier.command.stage;
