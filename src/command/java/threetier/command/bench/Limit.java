package threetier.command.bench;

import java.util.List;
import java.util.function.Function;
import threetier.command.process.Node;

/**
 * An httpd that sends a prepared answer. Its speed is an upper bound for any application behind an httpd.
 *
 * @param url maps a cell to the address of its answer
 */
record Limit(String name, List<Node> app, List<Node> web, Function<Cell, String> url) implements Target {

    @Override
    public boolean serves(Cell cell) {
        return true;
    }

    @Override
    public boolean stores() {
        return false;
    }

    @Override
    public Run load(Cell cell, int seconds) {
        return Wrk.load(url.apply(cell), cell.connections(), seconds);
    }
}
