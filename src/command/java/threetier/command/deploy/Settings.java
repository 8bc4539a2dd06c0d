package threetier.command.deploy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threetier.command.error.CommandException;

/**
 * The parameters of the root template in a deployment. A value is the given value, else the value of the last
 * deployment, else the default.
 *
 * @param values the values by the name of the parameter
 */
public record Settings(Map<String, String> values) {

    /**
     * @param template the root template, which contains the defaults
     * @param last the parameters of the last deployment
     * @param given the parameters that the user gives for this deployment
     */
    public static Settings of(Path template, Map<String, String> last, Map<String, String> given) {
        Map<String, String> values = new TreeMap<>(TemplateParameters.defaults(template));
        values.putAll(last);
        values.putAll(given);
        return new Settings(values);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** @throws CommandException if the parameter is not a whole number */
    int number(String name) {
        return number(name, text(name));
    }

    /** The items of a list parameter; no items if the parameter is empty. */
    List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** The initial number of nodes of a group. */
    int initial(String sizes) {
        return size(sizes, 1);
    }

    /** The maximum number of nodes of a group. */
    int largest(String sizes) {
        return size(sizes, 2);
    }

    /** Whether the site has a certificate. */
    boolean https() {
        return !text("CertificateArn").isEmpty() || !text("HostedZoneId").isEmpty();
    }

    boolean ownNetwork() {
        return text("ExistingVpcId").isEmpty();
    }

    /** The number of NAT gateways that the stack has. */
    int natGateways() {
        return !ownNetwork() ? 0 : text("NatGateways").equals("per-zone") ? number("Zones") : 1;
    }

    /** @throws CommandException if the parameter is no number */
    double decimal(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException wrong) {
            throw new CommandException(name + " must be a number, not \"" + text(name) + "\"", wrong);
        }
    }

    /** The percentage of CPU above which a node is added. */
    public double targetOfNodes() {
        // The threshold of the steps (cloudformation/app-tier.yaml)
        return text("Scaling").equals("steps") ? 60 : decimal("TargetCpu");
    }

    /** The percentage of CPU above which a reader is added (cloudformation/database.yaml). */
    public double targetOfDatabases() {
        return 60;
    }

    private int size(String name, int index) {
        if (index < 2 && text("Writes").equals("no")) {
            return number("StandbyNodes");
        }
        List<String> sizes = list(name);
        return number(name, index < sizes.size() ? sizes.get(index) : "");
    }

    static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException wrong) {
            throw new CommandException(name + " must have whole numbers, not \"" + value + "\"", wrong);
        }
    }
}
