package threetier.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user of the system.
 *
 * @param user number of the user
 * @param group number of its group
 */
record Account(String user, String group) {

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Whom httpd's children run as when root starts it: Debian's web server user, Amazon Linux's, or nobody. */
    static Account ofWebServer() {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"), StandardCharsets.UTF_8)) {
            Map<String, Account> accounts = lines.map(line -> line.split(":")).filter(fields -> fields.length > 3)
                    .collect(Collectors.toMap(fields -> fields[0], fields -> new Account(fields[2], fields[3]), (first, second) -> first));
            return List.of("www-data", "apache", "nobody").stream().map(accounts::get).filter(Objects::nonNull).findFirst()
                    .orElseThrow(() -> new StageException("There is neither a user www-data nor apache nor nobody to run httpd as."));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
