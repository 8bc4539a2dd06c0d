package threetier.command.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import threetier.command.process.Pause;

/**
 * Relays between regions as a program of their own, so that they outlive the command that starts them. A file has the
 * latency in milliseconds, or the word {@link #CUT} while the regions do not reach each other. A second file, its name
 * with {@link #APPLIED} behind it, has the setting that the relays follow.
 */
public final class RelayProgram {

    /** No packet passes in either direction. */
    public static final String CUT = "cut";

    /** Ends the name of the file with the setting that the relays follow. */
    public static final String APPLIED = ".applied";

    private static final long PERIOD_MILLIS = 100;

    private RelayProgram() {}

    /** @param arguments the file, and then pairs of a port to listen on and a port to lead to */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path applied = Path.of(arguments[0] + APPLIED);
        Relay[] relays = new Relay[arguments.length / 2];
        for (int i = 0; i < relays.length; i++) {
            relays[i] = Relay.on(Integer.parseInt(arguments[1 + 2 * i]), Integer.parseInt(arguments[2 + 2 * i]));
        }
        String before = "";
        while (true) {
            String now = Files.readString(file).strip();
            if (!now.equals(before) && !now.isEmpty()) {
                for (Relay relay : relays) {
                    apply(relay, now);
                }
                Files.writeString(applied, now);
                before = now;
            }
            Pause.millis(PERIOD_MILLIS);
        }
    }

    private static void apply(Relay relay, String setting) {
        if (setting.equals(CUT)) {
            relay.swallow();
        } else {
            relay.heal();
            relay.latency(Duration.ofMillis(Long.parseLong(setting)));
        }
    }
}
