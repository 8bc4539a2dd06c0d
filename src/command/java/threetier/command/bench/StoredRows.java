package threetier.command.bench;

/**
 * The number of rows acknowledged under load and the numbers stored.
 *
 * @param writer rows on the writer
 * @param reader rows on the reader after it has caught up
 */
record StoredRows(long acknowledged, long writer, long reader) {

    /** Acknowledged rows missing on the writer or on the reader. */
    long lost() {
        return Math.max(0, acknowledged - Math.min(writer, reader));
    }

    /** Stored rows without an acknowledgement: the generator closes its connections with requests in flight. */
    long unacknowledged() {
        return Math.max(0, writer - acknowledged);
    }

    /** Whether no row is lost, both databases agree, and each connection explains at most one extra row. */
    boolean holds(int connections) {
        return lost() == 0 && writer == reader && unacknowledged() <= connections;
    }
}
