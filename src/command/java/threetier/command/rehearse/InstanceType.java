package threetier.command.rehearse;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;

/**
 * The size of an instance type.
 *
 * @param processors number of vCPUs, or a part of one
 * @param memory in MiB
 */
record InstanceType(double processors, int memory) {

    private static final int GIB = 1024;
    private static final int XLARGE = 4;
    private static final Pattern NAME = Pattern.compile("([a-z]+)\\d+[a-z]*\\.(?:(\\d*)x)?([a-z]+)");
    /** GiB of each vCPU, by family: https://docs.aws.amazon.com/ec2/latest/instancetypes/. */
    private static final Map<String, Integer> FAMILIES = Map.of("t", 4, "m", 4, "c", 2, "r", 8);
    /** The small sizes of burstable types, in MiB; each has two vCPUs. */
    private static final Map<String, Integer> BURSTABLE =
            Map.of("nano", GIB / 2, "micro", GIB, "small", 2 * GIB, "medium", 4 * GIB);

    /** @throws CommandException if the rehearsal does not know the size of this type */
    static InstanceType of(String name) {
        Matcher parts = NAME.matcher(name);
        if (parts.matches() && FAMILIES.containsKey(parts.group(1))) {
            if (parts.group(1).equals("t") && BURSTABLE.containsKey(parts.group(3))) {
                return new InstanceType(2, BURSTABLE.get(parts.group(3)));
            }
            int processors = processors(parts.group(2), parts.group(3));
            if (processors > 0) {
                return new InstanceType(processors, processors * FAMILIES.get(parts.group(1)) * GIB);
            }
        }
        throw new CommandException("The rehearsal does not know the size of the instance type " + name
                + ". It knows the families t, m, c and r.");
    }

    /** The size of a node that has only a part of this memory and of these processors, or more of them. */
    InstanceType times(double factor) {
        return new InstanceType(processors * factor, (int) Math.round(memory * factor));
    }

    private static int processors(String factor, String size) {
        if (factor != null) {
            return size.equals("large") ? XLARGE * (factor.isEmpty() ? 1 : Integer.parseInt(factor)) : 0;
        }
        return switch (size) {
            case "medium" -> 1;
            case "large" -> 2;
            default -> 0;
        };
    }
}
