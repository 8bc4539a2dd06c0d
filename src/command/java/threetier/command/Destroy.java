package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.deploy.Removal;
import threetier.command.process.Workspace;

/** Removes the tiers from AWS. */
@Command(name = "destroy", description = "remove it from AWS, after confirmation; --artefacts also removes the uploads")
final class Destroy implements Callable<Integer> {

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--artefacts", description = "also remove the bucket with all uploads")
    private boolean artefacts;

    /** @return 0, or 1 if the user did not confirm */
    @Override
    public Integer call() {
        return new Removal(cloud.aws(), Workspace.projectFolder(), System.out::println, StandardInput::line)
                        .run(cloud.stack(), artefacts)
                ? 0
                : 1;
    }
}
