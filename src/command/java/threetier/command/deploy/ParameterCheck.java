package threetier.command.deploy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;

/** Rejects parameters that CloudFormation would accept but that cannot work. */
final class ParameterCheck {

    /**
     * Groups of parameters. If the first parameter of a group is set, the others must be set too. The groups are an
     * existing network, and a site with a certificate, a zone or another name.
     */
    private static final List<List<String>> WHOLES = List.of(
            List.of("ExistingVpcId", "ExistingPublicSubnets", "ExistingPrivateSubnets", "ExistingZones"),
            List.of("CertificateArn", "DomainName"),
            List.of("HostedZoneId", "DomainName"),
            List.of("OtherName", "DomainName"));

    private static final Pattern SIZES = Pattern.compile("(\\d{1,4}),(\\d{1,4}),(\\d{1,4})");

    private ParameterCheck() {}

    /**
     * @param stack the stack, with the parameters of the last deployment
     * @throws CommandException if a parameter cannot work
     */
    static void refuse(Map<String, String> given, Stack stack) {
        WHOLES.forEach(whole -> refuseHalf(whole, given, stack));
        refuseAffinityOverAjp(given, stack);
        refuseTestsOfNothing(given, stack);
        List.of("WebSizes", "AppSizes").forEach(name -> refuseSizes(name, given.getOrDefault(name, "0,0,1")));
    }

    private static void refuseHalf(List<String> whole, Map<String, String> given, Stack stack) {
        String first = whole.get(0);
        if (given.getOrDefault(first, "").isEmpty()) {
            return;
        }
        List<String> missing = whole.stream()
                .filter(name -> value(name, given, stack).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new CommandException(
                    first + " needs " + String.join(", ", missing) + " too; see cloudformation/README.md");
        }
    }

    private static String value(String name, Map<String, String> given, Stack stack) {
        return given.containsKey(name) ? given.get(name) : stack.parameter(name);
    }

    private static void refuseAffinityOverAjp(Map<String, String> given, Stack stack) {
        boolean changes = given.containsKey("Sessions") || given.containsKey("Protocol");
        if (changes
                && value("Sessions", given, stack).equals("affinity")
                && value("Protocol", given, stack).equals("ajp")) {
            throw new CommandException("Sessions=affinity needs Protocol=http, because the balancer sets a cookie."
                    + " Sessions=replication works with both.");
        }
    }

    private static void refuseTestsOfNothing(Map<String, String> given, Stack stack) {
        if ((given.containsKey("RestoreTestSchedule") || given.containsKey("BackupSchedule"))
                && !value("RestoreTestSchedule", given, stack).matches("|none")
                && value("BackupSchedule", given, stack).matches("|none")) {
            throw new CommandException(
                    "RestoreTestSchedule needs BackupSchedule, because AWS Backup only tests backups in its vault."
                            + " To test RDS's own backups, run ./three-tier restore-test.");
        }
    }

    /**
     * A rolling update starts one extra node, so the maximum must exceed the minimum. Without this check, the first
     * deployment would succeed, but the second deployment would fail.
     */
    private static void refuseSizes(String name, String sizes) {
        Matcher three = SIZES.matcher(sizes.replace(" ", ""));
        if (!three.matches()
                || number(three, 1) > number(three, 2)
                || number(three, 2) > number(three, 3)
                || number(three, 1) == number(three, 3)) {
            throw new CommandException(name
                    + " must be the minimum, initial and maximum number of nodes, maximum > minimum, like 2,2,4; not \""
                    + sizes + "\"");
        }
    }

    private static int number(Matcher sizes, int group) {
        return Integer.parseInt(sizes.group(group));
    }
}
