package threetier.datasource;

/** Why one of the two databases answered and not the other one. */
public enum Reason {
    /** The usual case: a change went to the writer, or a query went to the reader. */
    USUAL(""),
    OWN_WRITE("the reader does not have a client's own write yet"),
    READER_AWAY("the reader does not answer"),
    READER_BEHIND("the reader is too far behind");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** The reason in words for people; empty for {@link #USUAL}. */
    @Override
    public String toString() {
        return words;
    }
}
