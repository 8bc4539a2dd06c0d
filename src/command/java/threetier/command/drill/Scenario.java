package threetier.command.drill;

import java.util.List;
import java.util.Set;
import threetier.command.load.Exchange;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/** A drill: one deliberate fault while a site is in use. */
public interface Scenario {

    /** The name for {@code ./three-tier drill}. */
    String name();

    /** One line that describes the fault. */
    String breaks();

    /** Whether the change is orderly. In an orderly change, no request is allowed to fail. */
    boolean graceful();

    /** The stage that the drill needs. */
    default Shape shape() {
        return Shape.of(2, 2, "512m");
    }

    /** What the clients do, and what must remain of it. */
    default Workload workload() {
        return new SavedTimes();
    }

    /**
     * Prepares the stage before the load starts.
     *
     * @throws Exception if this machine does not meet the requirements of the drill
     */
    default void prepare(Stage stage) throws Exception {}

    /**
     * Causes the fault under load, and repairs it.
     *
     * @throws Exception if the drill itself fails
     */
    void run(Scene scene) throws Exception;

    /** The address of the site that clients use, without a trailing slash. Called after {@link #prepare}. */
    default String site(Stage stage) {
        return stage.url();
    }

    /** The addresses whose nodes run the load before the drill begins, because slow cold code is not its subject. */
    default List<String> warmed(Stage stage) {
        return List.of(site(stage));
    }

    /** Figures that only this drill has, a line each. */
    default List<String> figures(Verdict verdict) {
        return List.of();
    }

    /** Restores the stage. The stage could be about to end. */
    default void cleanUp(Stage stage) {}

    /**
     * The alerts that the fault must raise ({@code observe/alerts.yaml}). No other alert may fire. An orderly change
     * raises none.
     */
    default Set<String> alerts() {
        return Set.of();
    }

    /** Alerts that may fire too: how many requests are slow depends on the machine. */
    default Set<String> possibleAlerts() {
        return Set.of("ReadsSlow", "WritesSlow");
    }

    /** Descriptions of broken promises that are specific to this drill. */
    default List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return List.of();
    }
}
