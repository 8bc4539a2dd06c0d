package threetier.command;

import threetier.command.error.CommandException;

/** Whole numbers as a person types them. */
final class WholeNumber {

    private WholeNumber() {}

    /** @throws CommandException in words when it is none from {@code least} to {@code most} */
    static int of(String option, String text, int least, int most) {
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new CommandException(
                option + " must be a whole number from " + least + " to " + most + ", not \"" + text + "\"");
    }
}
