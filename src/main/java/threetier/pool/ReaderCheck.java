package threetier.pool;

/** A connection of the reader's pool is valid while its server answers. */
public final class ReaderCheck extends ConnectionCheck {

    public ReaderCheck() {
        super("SELECT 1");
    }
}
