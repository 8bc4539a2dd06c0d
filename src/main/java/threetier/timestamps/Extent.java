package threetier.timestamps;

/**
 * The size of the table.
 *
 * @param count number of entries
 * @param newestId the highest id, 0 when there is no entry
 */
record Extent(long count, long newestId) {
}
