package threetier.command.load;

/**
 * The time in which the acknowledged writes are allowed to be gone, because an operator has brought the database back
 * to its beginning. In nanoseconds of {@link System#nanoTime()}.
 *
 * @param from the moment to which the database was brought back
 * @param to when the restore began to refuse writes
 */
public record AllowedLoss(long from, long to) {

    /** No write is allowed to be gone. */
    public static final AllowedLoss NONE = new AllowedLoss(0, 0);

    /** Whether this write was acknowledged in this time. */
    boolean covers(Exchange write) {
        return write.end() >= from && write.end() < to;
    }
}
