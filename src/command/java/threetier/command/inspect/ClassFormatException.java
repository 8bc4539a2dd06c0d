package threetier.command.inspect;

import java.io.IOException;

/** These bytes are not a class file. */
final class ClassFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    ClassFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
