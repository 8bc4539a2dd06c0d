package threetier.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/** What the user types. */
final class StandardInput {

    /** One for all questions, because a reader takes more than the line that it returns. */
    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    private StandardInput() {}

    /** The next line of the standard input; empty at its end. */
    static Optional<String> line() {
        try {
            return Optional.ofNullable(IN.readLine());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
