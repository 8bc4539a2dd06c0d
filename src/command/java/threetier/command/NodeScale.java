package threetier.command;

import threetier.command.error.CommandException;

/** The factor for the memory and the processors of rehearsed nodes. */
final class NodeScale {

    private static final double SMALLEST = 0.1;
    private static final double LARGEST = 8;

    private NodeScale() {}

    /** @throws CommandException if the text is no number, or is not from {@value #SMALLEST} to {@value #LARGEST} */
    static double of(String typed) {
        double factor = typed.matches("\\d{1,3}(\\.\\d{1,3})?") ? Double.parseDouble(typed) : 0;
        if (factor < SMALLEST || factor > LARGEST) {
            throw new CommandException("--scale must be a number from 0.1 to 8, such as 0.5, not \"" + typed + "\".");
        }
        return factor;
    }
}
