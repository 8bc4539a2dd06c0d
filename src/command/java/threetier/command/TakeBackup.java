package threetier.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import threetier.command.database.ServerPrograms;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.restore.Backups;

/** Takes a backup of the local stage. */
@Command(name = "backup", description = "back up the database here, while the site is in use; see docs/restore.md")
final class TakeBackup implements Callable<Integer> {

    @Override
    public Integer call() {
        Workspace workspace = Workspace.ofProject();
        Path folder = new Backups(workspace, new Steps(System.out::println)).take(ServerPrograms.ofWriter(workspace));
        System.out.println("backup: " + folder);
        return 0;
    }
}
