package threetier.command.drill;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import threetier.command.http.HttpConnection;
import threetier.command.load.AllowedLoss;
import threetier.command.load.Client;
import threetier.command.load.Exchange;
import threetier.command.load.LedgerComparison;
import threetier.command.load.ShownEntries;
import threetier.command.stage.Stage;

/** All stored entries, read from the table of the writer and through the site. */
final class Ledger {

    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)\"");

    private final Stage stage;
    private final String writer;
    private final AllowedLoss loss;

    /**
     * @param writer the name of the current writer
     * @param loss the time whose writes are allowed to be gone
     */
    Ledger(Stage stage, String writer, AllowedLoss loss) {
        this.stage = stage;
        this.writer = writer;
        this.loss = loss;
    }

    /** Compares these requests with the stored entries, as soon as the site shows all of them, or after a minute. */
    LedgerComparison against(List<Exchange> exchanges) throws SQLException {
        List<String> stored = stage.sql().entries(writer);
        long deadline = System.nanoTime() + ShownEntries.LAG_NANOS;
        try (HttpConnection site = new HttpConnection(stage.url(), Client.PATIENCE)) {
            while (true) {
                List<String> shown = shown(site);
                boolean listed =
                        list(site).equals(stored.stream().map(Ledger::second).toList());
                if (shown.equals(stored) && listed || System.nanoTime() > deadline) {
                    return LedgerComparison.of(exchanges, stored, shown, listed, loss);
                }
                Thread.sleep(200);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return LedgerComparison.of(exchanges, stored, List.of(), false, loss);
        }
    }

    /** The entries of all pages; empty if a page could not be read. */
    private static List<String> shown(HttpConnection site) {
        try {
            return ShownEntries.from(site, 0);
        } catch (IOException away) {
            return List.of();
        }
    }

    private static List<String> list(HttpConnection site) {
        try {
            return TIME.matcher(site.send("GET", "/read", "").body())
                    .results()
                    .map(time -> time.group(1))
                    .toList();
        } catch (IOException away) {
            return List.of();
        }
    }

    /** The time of an entry in the format of the list. */
    private static String second(String entry) {
        int time = entry.indexOf('T');
        return entry.substring(time - 10, time) + " " + entry.substring(time + 1, time + 9);
    }
}
