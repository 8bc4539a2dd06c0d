package threetier.command.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threetier.command.database.BesideServer;
import threetier.command.database.OperatorLogin;
import threetier.command.database.SchemaPrograms;
import threetier.command.error.CommandException;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * The result of the program of the schema jar that compares a restored database with its source.
 *
 * @param steps one line per step, with its duration, and one per note
 * @param faults one line per fault
 */
record Proof(List<String> steps, List<String> faults) {

    private static final int FIELDS = 4;

    /** @param source the database of the stage; null if the restored database is only checked in itself */
    static Proof of(Workspace workspace, BesideServer restored, OperatorLogin source, String database) {
        Program program = SchemaPrograms.of(workspace, "ProofProgram")
                .with("RESTORED_URL", restored.url(database))
                .with("RESTORED_USER", restored.user())
                .with("RESTORED_PASSWORD", restored.password());
        if (source != null) {
            program.with("SOURCE_URL", source.url(database))
                    .with("SOURCE_USER", source.user())
                    .with("SOURCE_PASSWORD", source.password());
        }
        Program.Result result = program.result();
        if (result.status() != 0) {
            throw new CommandException("The restored database could not be compared: " + result.all());
        }
        return read(result.output().lines().toList());
    }

    private static Proof read(List<String> lines) {
        Proof proof = new Proof(new ArrayList<>(), new ArrayList<>());
        for (String line : lines) {
            String[] fields = line.split("\t", FIELDS);
            switch (fields[0]) {
                case "step" ->
                    proof.steps.add(String.format(
                            Locale.ROOT,
                            "  proof %-28s done after %.1f s",
                            fields[1] + ": " + String.format(Locale.ROOT, "%,d", Long.parseLong(fields[2]))
                                    + (fields[1].equals("structure") ? " tables" : " rows"),
                            Long.parseLong(fields[3]) / 1e3));
                case "note" -> proof.steps.add("        " + fields[1] + ": " + fields[2]);
                case "fault" -> proof.faults.add(fields[2]);
                default -> throw new CommandException("The comparison printed an unknown line: " + line);
            }
        }
        return proof;
    }
}
