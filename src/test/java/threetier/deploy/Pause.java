package threetier.deploy;

/** Between two looks at something that takes minutes. */
final class Pause {

    private static final String INTERVAL = "threetier.deploy.interval";

    private Pause() {
    }

    /** Five seconds; milliseconds in a system property for tests. */
    static void untilNext() {
        try {
            Thread.sleep(Long.getLong(INTERVAL, 5_000));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DeployException("Interrupted");
        }
    }
}
