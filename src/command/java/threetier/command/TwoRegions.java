package threetier.command;

import java.time.Duration;
import threetier.command.deploy.CloudRegions;
import threetier.command.deploy.Consent;
import threetier.command.process.Workspace;
import threetier.command.region.RegionSwitch;
import threetier.command.region.Regions;
import threetier.command.standby.LocalRegions;
import threetier.command.standby.StageRegions;
import threetier.command.standby.StageSite;

/**
 * The two regions that a command is about.
 *
 * @param betweenLooks how often a change in them is looked for
 */
record TwoRegions(Regions regions, Duration betweenLooks) {

    /**
     * The regions on AWS, or, without an option of AWS, those on this machine if they run.
     *
     * @param region a region that answers; empty for the one that the options name
     */
    static TwoRegions of(CloudOptions cloud, String region) {
        if (!cloud.typed() && StageSite.run(Workspace.ofProject())) {
            return new TwoRegions(
                    new StageRegions(Workspace.ofProject(), System.out::println), LocalRegions.BETWEEN_LOOKS);
        }
        return new TwoRegions(
                new CloudRegions(cloud.aws(region), cloud.stack(), Workspace.projectFolder(), System.out::println),
                CloudOptions.BETWEEN_LOOKS);
    }

    /** @param yes whether the user has agreed already */
    RegionSwitch change(boolean yes) {
        return new RegionSwitch(
                regions,
                betweenLooks,
                System.out::println,
                new Consent(yes, StandardInput::line, System.out::println, "Nothing was changed.")::to);
    }
}
