package threetier.command.drill;

import java.util.List;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/** One thing that is broken on purpose while a site is used. */
public interface Scenario {

    /** What {@code ./three-tier drill} calls it. */
    String name();

    /** One line: what is broken. */
    String breaks();

    /** Whether it is done in an orderly way, so that not one request may fail. */
    boolean graceful();

    /** The stage that it wants. */
    default Shape shape() {
        return Shape.of(2, 2, "512m");
    }

    /**
     * Changes the stage before there is any load.
     *
     * @throws Exception when this machine has not what the drill needs
     */
    default void prepare(Stage stage) throws Exception {}

    /**
     * Breaks it while the load goes on, and repairs it.
     *
     * @throws Exception when the drill itself could not be carried out
     */
    void run(Scene scene) throws Exception;

    /** Changes the stage back; it may also be about to end. */
    default void cleanUp(Stage stage) {}

    /** Promises of this drill's own that were broken, in words. */
    default List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return List.of();
    }
}
