package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves the writes to the other region. */
@Command(
        name = "failover",
        description =
                "let the other region write: planned, without loss, or after the loss of a region (docs/regions.md)")
final class SwitchRegion implements Callable<Integer> {

    @Option(names = "--to", required = true, paramLabel = "REGION", description = "the region that shall write")
    private String to;

    @Option(
            names = "--allow-data-loss",
            description = "go without the other region, which loses what it has not sent yet; asks first")
    private boolean allowDataLoss;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Mixin
    private CloudOptions cloud;

    /** @return 0, or 1 if the user did not agree */
    @Override
    public Integer call() {
        // The region that shall write answers; the other may not
        var regionSwitch = TwoRegions.of(cloud, to).change(yes);
        if (allowDataLoss) {
            return regionSwitch.allowingLoss(to) ? 0 : 1;
        }
        regionSwitch.planned(to);
        return 0;
    }
}
