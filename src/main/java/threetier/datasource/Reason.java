package threetier.datasource;

/** Why this database answered and not the other one. */
public enum Reason {
    /** A change went to the writer, a query to the reader. */
    USUAL(""),
    OWN_WRITE("the reader does not have a client's own write yet"),
    READER_AWAY("the reader does not answer"),
    READER_BEHIND("the reader is too far behind");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** For people; empty for {@link #USUAL}. */
    @Override
    public String toString() {
        return words;
    }
}
