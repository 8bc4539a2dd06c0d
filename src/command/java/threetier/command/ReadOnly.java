package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import threetier.command.database.StageReadOnly;
import threetier.command.deploy.StackReadOnly;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;
import threetier.command.standby.StageSite;

/** Switches read-only mode, of the stage or of a stack on AWS. */
@Command(
        name = "read-only",
        description = "switch read-only mode on or off: here, or with --stack on AWS; without a word, print the state")
final class ReadOnly implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "on|off", description = "the new state")
    private String word;

    @Mixin
    private CloudOptions cloud;

    @Override
    public Integer call() {
        if (word != null && !word.matches("on|off")) {
            throw new CommandException("read-only mode is on or off, not \"" + word + "\"");
        }
        String wanted = word == null ? "state" : word;
        boolean on = cloud.typed()
                ? new StackReadOnly(cloud.aws(), Workspace.projectFolder(), System.out::println)
                        .put(cloud.stack(), wanted)
                : StageReadOnly.put(StageSite.writing(Workspace.ofProject()), wanted);
        System.out.println(
                on
                        ? "read-only mode is on: writes answer 503, reads work"
                        : "read-only mode is off: writes and reads work");
        return 0;
    }
}
