package threetier.datasource;

/** What one node asks of one database at most; beyond it a request is refused at once instead of waiting without end. */
final class Limits {

    /** Requests at work or waiting for a connection; the pool has a quarter of that (payara/pools.asadmin). */
    static final int AT_ONCE = 128;
    /** Of so many calls half must fail before the database counts as away. */
    static final int CALLS = 8;
    /** Milliseconds until a database that was away is asked again. */
    static final long PAUSE = 1_000;

    private Limits() {
    }
}
