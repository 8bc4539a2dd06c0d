package threetier.command.stage;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;

/** How several app nodes keep the session of a client. */
public enum Sessions {
    /** Not at all: each request may reach another node. Right for an application without sessions. */
    NONE,
    /** By a cookie of the balancer: all requests of a client reach the same node. */
    AFFINITY,
    /** By a cluster of the nodes: each session is on two of them, and any node answers. */
    REPLICATION;

    /** @throws CommandException if there is no such way */
    public static Sessions named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException("--sessions must be one of "
                        + Arrays.stream(values()).map(Sessions::label).collect(Collectors.joining(", "))
                        + ", not \"" + name + "\""));
    }

    /** The name in options and parameters. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
