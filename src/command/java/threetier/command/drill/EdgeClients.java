package threetier.command.drill;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import threetier.command.load.AllowedLoss;
import threetier.command.load.Client;
import threetier.command.load.Exchange;
import threetier.command.load.Exchange.Kind;
import threetier.command.load.LedgerComparison;
import threetier.command.load.Load;
import threetier.command.stage.Stage;

/** Clients that save and read date-times through the edge. They save by POST and by GET /write in turn. */
final class EdgeClients implements Workload {

    private static final int CLIENTS = 30;
    private static final int PER_SECOND = 45;
    private static final int KINDS = 3;

    private final Map<Client, AtomicInteger> turns = new ConcurrentHashMap<>();
    private final Supplier<String> edge;

    /** @param edge the address of the edge, known when the clients start */
    EdgeClients(Supplier<String> edge) {
        this.edge = edge;
    }

    @Override
    public Load start(String url) {
        return Load.scheduled(edge.get(), CLIENTS, PER_SECOND, this::send);
    }

    private Exchange send(Client client) {
        int turn = turns.computeIfAbsent(client, one -> new AtomicInteger()).getAndIncrement() % KINDS;
        return turn == 0 ? client.exchange(Kind.WRITE) : turn == 1 ? client.saveByGet() : client.get("/read");
    }

    @Override
    public void clear(Stage stage) throws SQLException {
        turns.clear();
        stage.sql().truncate();
    }

    @Override
    public LedgerComparison compare(Stage stage, String writer, List<Exchange> exchanges) throws SQLException {
        return new Ledger(stage, writer, AllowedLoss.NONE).against(exchanges);
    }
}
