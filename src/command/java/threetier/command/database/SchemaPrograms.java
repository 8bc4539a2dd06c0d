package threetier.command.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** The programs of the schema jar. */
public final class SchemaPrograms {

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
}
