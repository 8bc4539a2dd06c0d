package threetier.command.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** The resources that the account has in this region, without those of one stack. */
final class Inventory {

    private static final Pattern STANDARD = Pattern.compile("([acdhimrtz]|im|is)\\d.*");

    private final Aws aws;
    private final String stack;

    /** @param stack the stack whose resources do not count; a tag with its name marks them */
    Inventory(Aws aws, String stack) {
        this.aws = aws;
        this.stack = stack;
    }

    /** The vCPUs of all running standard on-demand instances. */
    int processors() {
        return aws
                .json("ec2", "describe-instances", "--filters", "Name=instance-state-name,Values=pending,running")
                .list("Reservations")
                .stream()
                .flatMap(reservation -> others(reservation.at("Instances").items()))
                .filter(instance -> isStandard(instance.text("InstanceType"))
                        && instance.text("InstanceLifecycle").isEmpty())
                .mapToInt(instance -> number(instance.at("CpuOptions", "CoreCount"))
                        * number(instance.at("CpuOptions", "ThreadsPerCore")))
                .sum();
    }

    int addresses() {
        return (int)
                others(aws.json("ec2", "describe-addresses").list("Addresses")).count();
    }

    int vpcs() {
        return (int) others(aws.json("ec2", "describe-vpcs").list("Vpcs")).count();
    }

    /** @param type {@code application} or {@code network} */
    int balancers(String type) {
        return (int) aws.json("elbv2", "describe-load-balancers").list("LoadBalancers").stream()
                .filter(balancer -> balancer.text("Type").equals(type))
                .count();
    }

    /** The vCPUs of an instance of each type. */
    Map<String, Integer> processorsOf(List<String> types) {
        Json answer =
                aws.json(Stream.concat(Stream.of("ec2", "describe-instance-types", "--instance-types"), types.stream())
                        .toArray(String[]::new));
        Map<String, Integer> processors = new HashMap<>();
        answer.list("InstanceTypes")
                .forEach(
                        type -> processors.put(type.text("InstanceType"), number(type.at("VCpuInfo", "DefaultVCpus"))));
        if (!processors.keySet().containsAll(types)) {
            throw new CommandException("The answer lacks a type.");
        }
        return processors;
    }

    /** Whether the quota for standard instances counts instances of this type. */
    static boolean isStandard(String type) {
        return STANDARD.matcher(type).matches();
    }

    private Stream<Json> others(List<Json> resources) {
        return resources.stream()
                .filter(resource -> resource.at("Tags").items().stream()
                        .noneMatch(tag -> tag.text("Key").equals("three-tier")
                                && tag.text("Value").equals(stack)));
    }

    private static int number(Json value) {
        try {
            return Integer.parseInt(value.text());
        } catch (NumberFormatException notUnderstood) {
            throw new CommandException("The answer has \"" + value.text() + "\" instead of a number.", notUnderstood);
        }
    }
}
