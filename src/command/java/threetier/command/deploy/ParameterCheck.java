package threetier.command.deploy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;

/** Parameters that a person chooses and CloudFormation would take, but could not work with. */
final class ParameterCheck {

    /** Those that mean nothing without the others: of an existing network, and of a site with a certificate. */
    private static final List<List<String>> WHOLES = List.of(
            List.of("ExistingVpcId", "ExistingPublicSubnets", "ExistingPrivateSubnets", "ExistingZones"),
            List.of("CertificateArn", "DomainName"));

    private static final Pattern SIZES = Pattern.compile("(\\d{1,4}),(\\d{1,4}),(\\d{1,4})");

    private ParameterCheck() {}

    /**
     * @param stack which has what was chosen before
     * @throws CommandException in words
     */
    static void refuse(Map<String, String> given, Stack stack) {
        WHOLES.forEach(whole -> refuseHalf(whole, given, stack));
        List.of("WebSizes", "AppSizes").forEach(name -> refuseSizes(name, given.getOrDefault(name, "0,0,1")));
    }

    private static void refuseHalf(List<String> whole, Map<String, String> given, Stack stack) {
        String first = whole.get(0);
        if (given.getOrDefault(first, "").isEmpty()) {
            return;
        }
        List<String> missing = whole.stream()
                .filter(name -> (given.containsKey(name) ? given.get(name) : stack.parameter(name)).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new CommandException(
                    first + " needs " + String.join(", ", missing) + " too; see cloudformation/README.md");
        }
    }

    /**
     * Nodes are rolled by one more, which the most must leave room for: the first deployment would not show it, the
     * second would fail.
     */
    private static void refuseSizes(String name, String sizes) {
        Matcher three = SIZES.matcher(sizes.replace(" ", ""));
        if (!three.matches()
                || number(three, 1) > number(three, 2)
                || number(three, 2) > number(three, 3)
                || number(three, 1) == number(three, 3)) {
            throw new CommandException(name
                    + " are the fewest, the first and the most nodes, the most more than the fewest, like 2,2,4; not \""
                    + sizes + "\"");
        }
    }

    private static int number(Matcher sizes, int group) {
        return Integer.parseInt(sizes.group(group));
    }
}
