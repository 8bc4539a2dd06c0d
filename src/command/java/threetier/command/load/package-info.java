/**
 * Load on a site: clients that send each request once, what became of each, and what it shows: times, errors, a chart,
 * and whether every acknowledged write is there. {@link threetier.command.load.LoadRun} is {@code ./three-tier load};
 * drills use the parts.
 */
package threetier.command.load;
