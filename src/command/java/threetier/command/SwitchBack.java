package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import threetier.command.region.RegionSwitch;

/** Moves the writes back, without loss. */
@Command(name = "failback", description = "move the writes to the region that does not write now, without loss")
final class SwitchBack implements Callable<Integer> {

    @Mixin
    private CloudOptions cloud;

    @Override
    public Integer call() {
        RegionSwitch regionSwitch = TwoRegions.of(cloud, "").change(true);
        regionSwitch.planned(regionSwitch.idle());
        return 0;
    }
}
