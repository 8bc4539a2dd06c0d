package threetier.command.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** The programs of the schema jar. */
public final class SchemaPrograms {

    /** Privileges of another application on the writer. These suffice, because only migrations create tables. */
    private static final String OWN_PRIVILEGES = "SELECT, INSERT, UPDATE, DELETE";

    private SchemaPrograms() {}

    /** A program of the schema jar. */
    public static Program of(Workspace workspace, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                workspace.target("three-tier-schema.jar").toString(),
                "threetier.schema." + mainClass));
        command.addAll(List.of(arguments));
        return new Program(command);
    }

    /** The privileges of the writer's user on this database; empty for those of this project's application. */
    static String privileges(String database) {
        return database.equals(ApplicationSchema.THREE_TIER.database()) ? "" : OWN_PRIVILEGES;
    }
}
