package threetier.command.bench;

import java.util.List;
import threetier.command.process.Node;

/** A target of the load: an application, or one part of the machine alone. */
interface Target {

    String name();

    /** Whether the target supports this cell. */
    boolean serves(Cell cell);

    /** Whether every write that the target acknowledges must be in the table. */
    default boolean stores() {
        return true;
    }

    /** Puts the target under load. */
    Run load(Cell cell, int seconds);

    /** The processes of the target that count as the app tier. */
    List<Node> app();

    /** The processes of the target that count as the web tier. */
    List<Node> web();
}
