package threetier.command.error;

/** A failure that the user must know about or act on; the message says what to do. */
public final class CommandException extends RuntimeException {

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Restores the thread's interrupt status. */
    public static CommandException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CommandException("Interrupted", cause);
    }
}
