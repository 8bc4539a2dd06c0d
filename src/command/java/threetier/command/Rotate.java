package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import threetier.command.deploy.PasswordRotation;
import threetier.command.process.Workspace;

/** Rotates the database passwords on AWS. */
@Command(
        name = "rotate",
        description = "rotate the passwords of the application's database users on AWS, without a failed request")
final class Rotate implements Callable<Integer> {

    @Mixin
    private CloudOptions cloud;

    @Override
    public Integer call() {
        new PasswordRotation(cloud.aws(), Workspace.projectFolder(), System.out::println).run(cloud.stack());
        return 0;
    }
}
