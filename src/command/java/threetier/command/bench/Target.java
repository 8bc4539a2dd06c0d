package threetier.command.bench;

import java.util.List;
import threetier.command.process.Node;

/** What is put under load: an application, or a part of the machine alone. */
interface Target {

    String name();

    /** Whether it can do what the cell asks for. */
    boolean serves(Cell cell);

    /** Whether what it acknowledges is in the table then. */
    default boolean stores() {
        return true;
    }

    /** Puts it under load. */
    Run load(Cell cell, int seconds);

    /** The processes that are its app tier. */
    List<Node> app();

    /** The processes that are its web tier. */
    List<Node> web();
}
