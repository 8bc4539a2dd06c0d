package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import threetier.command.error.CommandException;

/** Compares what a stack needs with the account's quotas, before anything is created. */
final class Quotas {

    private final Aws aws;
    private final Inventory inventory;
    private final Consumer<String> say;
    private final List<String> problems = new ArrayList<>();

    /** @param stack the stack whose existing resources do not count as used */
    Quotas(Aws aws, String stack, Consumer<String> say) {
        this.aws = aws;
        this.inventory = new Inventory(aws, stack);
        this.say = say;
    }

    /**
     * Refuses a deployment that exceeds a quota. A quota that cannot be read only produces a note, because the
     * permission to read quotas can be missing.
     *
     * @throws CommandException if a quota is too small; each line of the message says what to change
     */
    void refuse(Settings settings, boolean isNew) {
        unlessUnknown(Quota.PROCESSORS, () -> processors(settings));
        if (settings.natGateways() > 0) {
            compare(
                    Quota.ADDRESSES,
                    settings.natGateways(),
                    inventory::addresses,
                    settings.natGateways() > 1 ? "choose NatGateways=one" : "release one");
        }
        if (isNew && settings.ownNetwork()) {
            compare(Quota.VPCS, 1, inventory::vpcs, "delete one, name yours (ExistingVpcId)");
        }
        if (isNew) {
            int inner = settings.text("Sessions").equals("affinity") ? 1 : 0;
            compare(Quota.APPLICATION_BALANCERS, 1 + inner, () -> inventory.balancers("application"), "delete one");
            if (inner == 0) {
                compare(Quota.NETWORK_BALANCERS, 1, () -> inventory.balancers("network"), "delete one");
            }
        }
        if (!problems.isEmpty()) {
            throw new CommandException("The account's quotas in " + aws.region()
                    + " are too small for this deployment. Nothing was changed. What to do:\n"
                    + String.join("\n", problems));
        }
    }

    /** The groups are updated one after the other. During its update, a group has one additional node. */
    private void processors(Settings settings) {
        String web = settings.text("WebInstanceType");
        String app = settings.text("AppInstanceType");
        Map<String, Integer> each =
                inventory.processorsOf(Stream.of(web, app).distinct().toList());
        int ofWeb = Inventory.isStandard(web) ? each.get(web) : 0;
        int ofApp = Inventory.isStandard(app) ? each.get(app) : 0;
        int webs = settings.initial("WebSizes");
        int apps = settings.initial("AppSizes");
        int needed = webs * ofWeb + apps * ofApp + Math.max(ofWeb, ofApp);
        int largest = settings.largest("WebSizes") * ofWeb + settings.largest("AppSizes") * ofApp;
        int limit = Quota.PROCESSORS.limit(aws);
        int used = inventory.processors();
        if (needed + used > limit) {
            problems.add(line(
                    Quota.PROCESSORS,
                    needed,
                    webs + apps + " nodes, and one more while nodes are replaced",
                    used,
                    limit,
                    "choose --preset " + Preset.SMALL_ACCOUNT.label()));
        } else if (largest + used > limit) {
            say.accept("note: the largest sizes (WebSizes, AppSizes) need " + largest + " " + Quota.PROCESSORS.what()
                    + "; the quota is " + limit + " and others use " + used
                    + ". Under load, fewer nodes are added than the sizes allow. To get more: "
                    + Quota.PROCESSORS.request(largest + used, aws.region()));
        }
    }

    private void compare(Quota quota, int needed, IntSupplier used, String remedy) {
        unlessUnknown(quota, () -> {
            int limit = quota.limit(aws);
            int others = used.getAsInt();
            if (needed + others > limit) {
                problems.add(line(quota, needed, "", others, limit, remedy));
            }
        });
    }

    private String line(Quota quota, int needed, String why, int used, int limit, String remedy) {
        return "  " + quota.what() + ": " + needed + " needed" + (why.isEmpty() ? "" : " (" + why + ")")
                + ", the quota is "
                + limit + ", others use " + used + ". Either " + remedy + ", or ask for more: "
                + quota.request(needed + used, aws.region());
    }

    private void unlessUnknown(Quota quota, Runnable comparison) {
        try {
            comparison.run();
        } catch (CommandException unknown) {
            say.accept("note: the quota for " + quota.what() + " was not checked: " + unknown.getMessage());
        }
    }
}
