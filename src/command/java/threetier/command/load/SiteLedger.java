package threetier.command.load;

import java.io.IOException;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.http.NoAnswer;
import threetier.command.process.Pause;

/** The acknowledged writes of a load, looked up in what the site shows to everybody. */
public final class SiteLedger {

    private static final int BETWEEN_LOOKS_MILLIS = 200;

    private final String url;

    public SiteLedger(String url) {
        this.url = url;
    }

    /**
     * Compares as soon as the site shows all acknowledged entries, or after a minute.
     *
     * @throws CommandException if the entries cannot be read until then
     */
    public LedgerComparison against(List<Exchange> exchanges) {
        long first = exchanges.stream()
                .filter(Exchange::acknowledgedWrite)
                .mapToLong(Exchange::id)
                .min()
                .orElse(Long.MAX_VALUE);
        long deadline = System.nanoTime() + ShownEntries.LAG_NANOS;
        try (HttpConnection site = new HttpConnection(url, Client.PATIENCE)) {
            while (true) {
                boolean last = System.nanoTime() > deadline;
                try {
                    LedgerComparison now = LedgerComparison.ofAcknowledged(exchanges, ShownEntries.from(site, first));
                    if (last || now.missing() == 0) {
                        return now;
                    }
                } catch (IOException unreadable) {
                    if (last) {
                        throw new CommandException(
                                "The ledger cannot be compared with the site: " + NoAnswer.inWords(unreadable),
                                unreadable);
                    }
                }
                Pause.millis(BETWEEN_LOOKS_MILLIS);
            }
        }
    }
}
