package threetier.command.bench;

/**
 * What was acknowledged under load, held against what is stored.
 *
 * @param writer rows on the writer
 * @param reader rows on the reader, once it has everything
 */
record StoredRows(long acknowledged, long writer, long reader) {

    /** Acknowledged rows that are not there, on one of the two. */
    long lost() {
        return Math.max(0, acknowledged - Math.min(writer, reader));
    }

    /** Stored rows that nobody was told of: the generator hangs up while requests are under way. */
    long unacknowledged() {
        return Math.max(0, writer - acknowledged);
    }

    /** Whether nothing is lost, both are the same, and no more is stored than can have been under way. */
    boolean holds(int connections) {
        return lost() == 0 && writer == reader && unacknowledged() <= connections;
    }
}
