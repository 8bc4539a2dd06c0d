/**
 * Counters and histograms for the packages that measure something, and the list of all of them. How the numbers leave
 * the node is not the concern of this package: {@code threetier.metrics} publishes them.
 */
package threetier.measure;
