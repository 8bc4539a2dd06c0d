package threetier.command;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.deploy.RestoreRehearsal;
import threetier.command.error.CommandException;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.restore.RestoreCheck;
import threetier.command.restore.Until;

/** Restores the latest backup beside, proves it, and deletes it. */
@Command(
        name = "restore-test",
        description =
                "restore a backup beside, compare each row, delete it: here, or with --stack on AWS; exit code 1 if the proof fails")
final class ProveRestore implements Callable<Integer> {

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "the moment to restore, like 2026-11-28T08:00:05Z; now without this option")
    private String until;

    @Option(
            names = "--snapshot",
            paramLabel = "ID",
            description = "on AWS: restore this snapshot instead, by its name or ARN")
    private String snapshot;

    @Mixin
    private CloudOptions cloud;

    /** @return 0, or 1 if the proof fails */
    @Override
    public Integer call() {
        if (cloud.typed()) {
            new RestoreRehearsal(cloud.aws(), Workspace.projectFolder(), System.out::println)
                    .run(
                            cloud.stack(),
                            Objects.requireNonNullElse(until, ""),
                            Objects.requireNonNullElse(snapshot, ""));
            return 0;
        }
        if (snapshot != null) {
            throw new CommandException("--snapshot is for a stack on AWS. Name it: --stack " + cloud.stack());
        }
        long start = System.nanoTime();
        List<String> faults = new RestoreCheck(Workspace.ofProject(), new Steps(System.out::println))
                .run(until == null ? null : Until.typed(until));
        faults.forEach(fault -> System.out.println("fault: " + fault));
        System.out.printf(
                "restore-test: %s after %.1f s%n",
                faults.isEmpty() ? "the backup can be restored, proven" : "the restored database is wrong",
                (System.nanoTime() - start) / 1e9);
        return faults.isEmpty() ? 0 : 1;
    }
}
