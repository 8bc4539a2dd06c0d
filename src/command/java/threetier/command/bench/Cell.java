package threetier.command.bench;

import java.util.List;

/**
 * One kind of load, the same for every target.
 *
 * @param rows the number of rows in the table when the load starts
 * @param connections the number of connections; each connection sends its next request as soon as it has a response
 */
public record Cell(Work work, int rows, int connections) {

    /** The kind of request. */
    enum Work {
        WRITE("/write"),
        READ("/read"),
        PAGE("/timestamps?limit=50");

        private final String path;

        Work(String path) {
            this.path = path;
        }

        /** The path of the request. */
        String path() {
            return path;
        }
    }

    /** All cells, in the order of measurement. */
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

    /** The name, for example {@code write c64} or {@code read 100 c64}; {@code c64} means 64 connections. */
    public String name() {
        return switch (work) {
            case WRITE -> "write c" + connections;
            case READ -> "read " + rows + " c" + connections;
            case PAGE -> "page of " + rows + " c" + connections;
        };
    }

    /** The name of the cell in a form that is valid in a file name. */
    String file() {
        return name().replace(' ', '-');
    }
}
