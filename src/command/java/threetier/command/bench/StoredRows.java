package threetier.command.bench;

/**
 * The number of rows acknowledged under load, and the numbers of rows stored in the two databases.
 *
 * @param writer the number of rows on the writer
 * @param reader the number of rows on the reader, after the reader has caught up
 */
record StoredRows(long acknowledged, long writer, long reader) {

    /** The number of acknowledged rows that are missing on the writer or on the reader. */
    long lost() {
        return Math.max(0, acknowledged - Math.min(writer, reader));
    }

    /**
     * The number of stored rows without an acknowledgement. Such rows are expected, because the generator closes its
     * connections while requests are in flight.
     */
    long unacknowledged() {
        return Math.max(0, writer - acknowledged);
    }

    /** Whether no row is lost, both databases agree, and there are at most as many extra rows as connections. */
    boolean holds(int connections) {
        return lost() == 0 && writer == reader && unacknowledged() <= connections;
    }
}
