package threetier.command.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import threetier.command.http.TrustedAuthorities;
import threetier.command.process.Pause;

/**
 * The program that sends a steady load from another network until a file appears: writes, reads of own writes and other
 * reads in equal parts. Then it compares the ledger and writes all requests and the comparison to files.
 */
public final class LoadUntilStopped {

    /** The file whose appearance ends the load. */
    public static final String STOP = "stop";
    /** The file with a request on each line ({@link SavedExchanges}). */
    public static final String EXCHANGES = "exchanges";
    /** The file with the numbers of writes that are missing, doubled and out of order. */
    public static final String LEDGER = "ledger";

    private static final int STEP = 100;

    private LoadUntilStopped() {}

    /**
     * @param arguments the address of the site, the number of clients, requests a second, the folder of the files, the
     *     process with which this one ends, and a certificate of an authority to trust
     */
    public static void main(String[] arguments) throws IOException {
        String url = arguments[0];
        Path folder = Path.of(arguments[3]);
        long parent = Long.parseLong(arguments[4]);
        TrustedAuthorities.add(Path.of(arguments[5]));
        Load load =
                Load.scheduled(url, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Client::exchange);
        System.out.println("sending");
        while (!Files.exists(folder.resolve(STOP)) && ProcessHandle.of(parent).isPresent()) {
            Pause.millis(STEP);
        }
        load.close();
        List<Exchange> exchanges = load.exchanges();
        LedgerComparison ledger = new SiteLedger(url).against(exchanges);
        SavedExchanges.write(folder.resolve(EXCHANGES), exchanges);
        Files.writeString(
                folder.resolve(LEDGER), ledger.missing() + " " + ledger.doubled() + " " + ledger.outOfOrder() + "\n");
    }
}
