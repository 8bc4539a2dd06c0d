package threetier.command.bench;

import java.util.List;
import java.util.Set;
import threetier.command.process.Node;

/**
 * An application under test, behind a web tier.
 *
 * @param url the address of its web tier, without a trailing slash
 * @param does the kinds of work that the application supports
 */
record Candidate(String name, String url, Set<Cell.Work> does, Node appNode, Node webNode) implements Target {

    @Override
    public boolean serves(Cell cell) {
        return does.contains(cell.work());
    }

    @Override
    public Run load(Cell cell, int seconds) {
        return Wrk.load(url(cell), cell.connections(), seconds);
    }

    /** The address to which the load of this cell sends its requests. */
    String url(Cell cell) {
        return url + cell.work().path();
    }

    @Override
    public List<Node> app() {
        return List.of(appNode);
    }

    @Override
    public List<Node> web() {
        return List.of(webNode);
    }
}
