package threetier.command.error;

/** Something that a person must know or do; the message says what. */
public final class CommandException extends RuntimeException {

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Somebody wants this thread to end; it stays marked as interrupted. */
    public static CommandException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CommandException("Interrupted", cause);
    }
}
