package threetier.command.database;

import java.util.Arrays;
import java.util.Locale;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;

/** The engines of {@code --database}. Their servers outlive the command that starts them. */
public enum Engines implements Engine.Kind {
    MARIADB(MariaDbProcesses::new),
    MYSQL(MySqlProcesses::new);

    private final Engine.Kind kind;

    Engines(Engine.Kind kind) {
        this.kind = kind;
    }

    @Override
    public Engine in(Workspace workspace, Nodes nodes, StageSecrets secrets) {
        return kind.in(workspace, nodes, secrets);
    }

    /** @throws CommandException if MariaDB is not available here; the message says how to install it */
    public static void requireMariaDb() {
        MariaDb.locate();
    }

    /** @throws CommandException if no engine has this name */
    public static Engines named(String name) {
        return Arrays.stream(values())
                .filter(engine -> engine.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException("--database must be mariadb or mysql, not \"" + name + "\""));
    }

    /** The name as typed on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
