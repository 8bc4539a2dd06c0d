package threetier.datasource;

/** When a database counts as away, so that nobody waits for it. */
final class Breaker {

    /** Of so many calls half must fail. */
    static final int CALLS = 8;
    /** Milliseconds until it is asked again. */
    static final long PAUSE = 1_000;

    private Breaker() {
    }
}
