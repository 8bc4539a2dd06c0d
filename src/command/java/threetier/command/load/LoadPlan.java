package threetier.command.load;

import threetier.command.load.Exchange.Kind;

/**
 * A load as the user wants it.
 *
 * @param url of the site, without a slash at its end
 * @param seconds until no more requests are sent
 * @param path that reads request; empty for the newest entries
 * @param ledger whether clients read back their writes, and all of them are looked up at the end
 */
public record LoadPlan(String url, int clients, int seconds, String path, Mix mix, boolean ledger) {

    /** Sends the request with this number, counted over all clients. */
    Exchange send(Client client, long number) {
        if (mix.writes(number)) {
            return client.exchange(Kind.WRITE);
        }
        if (ledger && client.hasUnreadWrite()) {
            return client.exchange(Kind.OWN_READ);
        }
        return path.isEmpty() ? client.exchange(Kind.READ) : client.get(path);
    }

    /** One line that says what is sent. */
    String words() {
        String reads = path.isEmpty() ? "reads of the newest entries" : "GET " + path;
        String requests = mix.writes() == 0
                ? reads
                : mix.reads() == 0 ? "writes" : reads + " and writes, " + mix.reads() + " to " + mix.writes();
        return requests + ": " + clients + (clients == 1 ? " client, " : " clients, ") + seconds + " s, " + url;
    }
}
