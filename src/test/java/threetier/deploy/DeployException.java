package threetier.deploy;

/** Something that a person must know or do; the message says what. */
final class DeployException extends RuntimeException {

    DeployException(String message) {
        super(message);
    }

    DeployException(String message, Throwable cause) {
        super(message, cause);
    }
}
