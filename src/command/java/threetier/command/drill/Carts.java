package threetier.command.drill;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import threetier.command.load.Client;
import threetier.command.load.Exchange;
import threetier.command.load.LedgerComparison;
import threetier.command.load.Load;
import threetier.command.stage.Stage;

/** The clients of the cart application fill and read their carts. The sessions of the app nodes keep the carts. */
final class Carts implements Workload {

    private static final int CLIENTS = 40;
    private static final int PER_SECOND = 80;

    private final Map<Client, CartVisitor> visitors = new ConcurrentHashMap<>();
    private final Queue<LostCart> lost = new ConcurrentLinkedQueue<>();
    private final boolean mayBeLost;

    /**
     * @param mayBeLost whether a lost cart is only counted; otherwise it is a problem of the request that notices it
     */
    Carts(boolean mayBeLost) {
        this.mayBeLost = mayBeLost;
    }

    @Override
    public Load start(String url) {
        return Load.scheduled(url, CLIENTS, PER_SECOND, this::visit);
    }

    private Exchange visit(Client client) {
        return visitors.computeIfAbsent(client, one -> new CartVisitor(mayBeLost, lost::add))
                .visit(client);
    }

    @Override
    public void clear(Stage stage) {
        visitors.clear();
        lost.clear();
    }

    /** The visitors themselves compare: each knows its cart. */
    @Override
    public LedgerComparison compare(Stage stage, String writer, List<Exchange> exchanges) {
        return new LedgerComparison(0, 0, 0, true);
    }

    /** The number of carts now. */
    int number() {
        return visitors.size();
    }

    /** The carts that were lost so far. */
    List<LostCart> lost() {
        return List.copyOf(lost);
    }
}
