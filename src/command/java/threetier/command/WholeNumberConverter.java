package threetier.command;

import threetier.command.error.CommandException;

/** Parses whole numbers in options. */
final class WholeNumberConverter {

    private WholeNumberConverter() {}

    /** @throws CommandException if {@code text} is not a whole number from {@code least} to {@code most} */
    static int of(String option, String text, int least, int most) {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new CommandException(
                option + " must be a whole number from " + least + " to " + most + ", not \"" + text + "\"");
    }
}
