package threetier.command.bench;

import java.util.List;

/**
 * One kind of load, measured alike on every target.
 *
 * @param rows of the table when the load begins
 * @param connections that send their next request as soon as they have an answer
 */
public record Cell(Work work, int rows, int connections) {

    /** What is asked for. */
    enum Work {
        WRITE("/write"),
        READ("/read"),
        PAGE("/timestamps?limit=50");

        private final String path;

        Work(String path) {
            this.path = path;
        }

        /** Where a site does it. */
        String path() {
            return path;
        }
    }

    /** All of them, in the order in which they are measured. */
    public static List<Cell> all(int largeTable) {
        return List.of(
                new Cell(Work.WRITE, 0, 64),
                new Cell(Work.WRITE, 0, 1),
                new Cell(Work.READ, 0, 64),
                new Cell(Work.READ, 100, 64),
                new Cell(Work.READ, 10_000, 64),
                new Cell(Work.READ, 100_000, 8),
                new Cell(Work.PAGE, 100, 64),
                new Cell(Work.PAGE, largeTable, 64));
    }

    boolean writes() {
        return work == Work.WRITE;
    }

    /** Like {@code write c64} or {@code read 100 c64}. */
    public String name() {
        return switch (work) {
            case WRITE -> "write c" + connections;
            case READ -> "read " + rows + " c" + connections;
            case PAGE -> "page of " + rows + " c" + connections;
        };
    }

    /** The same for the name of a file. */
    String file() {
        return name().replace(' ', '-');
    }
}
