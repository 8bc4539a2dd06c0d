/**
 * The three tiers on this machine. {@link threetier.command.stage.Stage} starts them for {@code up}, tests, drills and
 * benchmarks; a {@link threetier.command.stage.Shape} configures them.
 */
package threetier.command.stage;
