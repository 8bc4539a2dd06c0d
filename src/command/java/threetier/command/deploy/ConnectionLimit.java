package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;

/**
 * The database connections that app nodes may open together. Without a reader, the reader endpoint resolves to the
 * writer, which then has both pools of each node.
 *
 * @param pool the largest number of connections in a pool ({@code maxpoolsize} in {@code payara/pools.asadmin})
 */
public record ConnectionLimit(int pool) {

    /** The variable of an app node with the number of requests that use a database together. */
    private static final String PLACES = "DATABASE_PLACES";
    /** The connections in a pool beside those of admitted requests. */
    private static final int SPARE = 4;

    private static final Pattern SIZE = Pattern.compile("--maxpoolsize=(\\d+)");

    public static ConnectionLimit of(Path project) {
        try {
            return new ConnectionLimit(SIZE.matcher(Files.readString(project.resolve("payara/pools.asadmin")))
                    .results()
                    .mapToInt(size -> Integer.parseInt(size.group(1)))
                    .max()
                    .orElseThrow());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The connections that all nodes of an application may open to one instance, at its largest size. */
    public int of(Settings application) {
        return 2 * application.largest("AppSizes") * ofPool(application);
    }

    /** A pool has connections for the changes and for the queries of all admitted requests. */
    private int ofPool(Settings application) {
        return Arrays.stream(application.text("AppSettings").split(","))
                .filter(setting -> setting.startsWith(PLACES + "="))
                .reduce((before, last) -> last)
                .map(setting -> Math.max(1, Settings.number(PLACES, setting.substring(PLACES.length() + 1))))
                .map(places -> Math.min(pool, 2 * places + SPARE))
                .orElse(pool);
    }

    /**
     * @param site the stack with the database
     * @param applications all that use this database, with the site itself if its nodes do
     * @throws CommandException if they may open more connections than an instance accepts
     */
    void refuse(Settings site, List<Settings> applications) {
        int limit = site.number("MaxConnections");
        int all = applications.stream().mapToInt(this::of).sum();
        if (all > limit) {
            throw new CommandException("The app nodes may open " + all + " connections to a database, which accepts "
                    + limit + " (docs/scale.md#connections). Reduce the maximum in AppSizes, let fewer requests of a"
                    + " node use a database together with AppSettings=" + PLACES + "=8, or raise MaxConnections.");
        }
    }
}
