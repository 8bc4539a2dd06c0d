package threetier.command.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.http.Reply;
import threetier.command.load.Client;
import threetier.command.load.Exchange;
import threetier.command.load.Exchange.Kind;

/**
 * A visitor of the cart application. It adds an item and then looks at its cart, and so on, and knows what is in it.
 */
final class CartVisitor {

    private static final Pattern COOKIE = Pattern.compile("(?im)^set-cookie: *([^=]+)=([^;\r\n]*)");
    /** The most items of a cart; then the visitor starts another cart. */
    private static final int MOST = 30;

    private final boolean mayBeLost;
    private final Consumer<LostCart> lost;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private List<String> items = new ArrayList<>();
    /** Items that a node may have stored before it failed. */
    private final List<String> unanswered = new ArrayList<>();

    private String node = "";
    private int added;

    /**
     * @param mayBeLost whether a lost cart is no problem
     * @param lost is told of each lost cart
     */
    CartVisitor(boolean mayBeLost, Consumer<LostCart> lost) {
        this.mayBeLost = mayBeLost;
        this.lost = lost;
    }

    /** Sends the next request. */
    Exchange visit(Client client) {
        if (items.size() >= MOST) {
            cookies.clear();
            items = new ArrayList<>();
            unanswered.clear();
        }
        added++;
        if (added % 2 == 0) {
            return client.send(Kind.OWN_READ, "GET", "/cart", cookies(), reply -> problem(reply, ""));
        }
        String item = "item" + added;
        Exchange exchange =
                client.send(Kind.WRITE, "POST", "/cart?item=" + item, cookies(), reply -> problem(reply, item));
        if (exchange.status() != 200) {
            unanswered.add(item);
        }
        return exchange;
    }

    private String cookies() {
        return cookies.isEmpty()
                ? ""
                : cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ", "Cookie: ", "\r\n"));
    }

    /** @param item the item that the request added; empty for none */
    private String problem(Reply reply, String item) {
        if (reply.status() != 200) {
            return "status " + reply.status();
        }
        Matcher cookie = COOKIE.matcher(reply.head());
        while (cookie.find()) {
            cookies.put(cookie.group(1), cookie.group(2));
        }
        String[] lines = reply.body().split("\n", -1);
        String before = node;
        node = lines[0];
        List<String> shown = items(lines[2]);
        boolean kept = keeps(shown, item);
        boolean same = shown.equals(items(lines[3]));
        boolean none = shown.equals(items(item));
        items = shown;
        unanswered.clear();
        if (!same) {
            return "the bean of the session has other items than its attribute";
        }
        if (kept) {
            return "";
        }
        if (!none) {
            return "not the items of the cart";
        }
        lost.accept(new LostCart(before));
        return mayBeLost ? "" : "the cart was lost";
    }

    /** Whether these are the known items, then any of the unanswered ones in their order, and the one just added. */
    private boolean keeps(List<String> shown, String item) {
        int known = items.size();
        List<String> added = items(item);
        int end = shown.size() - added.size();
        if (end < known
                || !shown.subList(0, known).equals(items)
                || !shown.subList(end, shown.size()).equals(added)) {
            return false;
        }
        List<String> between = shown.subList(known, end);
        return unanswered.stream().filter(between::contains).toList().equals(between);
    }

    /** The items in a line of the answer. */
    private static List<String> items(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }
}
