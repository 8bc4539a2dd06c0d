package threetier.command;

import picocli.CommandLine.Option;
import threetier.command.error.CommandException;

/** The option for the memory and the processors of rehearsed nodes. */
final class NodeScale {

    private static final double SMALLEST = 0.1;
    private static final double LARGEST = 8;

    private double factor;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "factor for the memory and the processors of the nodes, from 0.1 to 8 (${DEFAULT-VALUE})")
    private void factor(String typed) {
        factor = typed.matches("\\d{1,3}(\\.\\d{1,3})?") ? Double.parseDouble(typed) : 0;
        if (factor < SMALLEST || factor > LARGEST) {
            throw new CommandException("--scale must be a number from 0.1 to 8, such as 0.5, not \"" + typed + "\".");
        }
    }

    /** From {@value #SMALLEST} to {@value #LARGEST}. */
    double factor() {
        return factor;
    }
}
