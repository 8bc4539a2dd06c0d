package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;
import threetier.command.region.RegionSwitch;
import threetier.command.standby.StageSite;

/** Moves the writes back, without loss. */
@Command(name = "failback", description = "move the writes to the region that does not write now, without loss")
final class SwitchBack implements Callable<Integer> {

    @Mixin
    private CloudOptions cloud;

    @Override
    public Integer call() {
        // It asks nothing, so it must not go to AWS by mistake when the regions on this machine do not run
        if (!cloud.typed() && !StageSite.run(Workspace.ofProject())) {
            throw new CommandException(
                    "Two regions do not run here; start them with ./three-tier up --regions 2. On AWS: "
                            + "./three-tier failback --stack " + cloud.stack());
        }
        RegionSwitch regionSwitch = TwoRegions.of(cloud, "").change(true);
        regionSwitch.planned(regionSwitch.idle());
        return 0;
    }
}
