package threetier.users;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import threetier.fields.Fields;

/**
 * What a client may say about a user. Lengths are in characters (code points), as the database counts them.
 * {@code @Size} would count UTF-16 units.
 *
 * @param username the name, 1 to 80 characters
 * @param email the e-mail address, up to 120 characters
 */
record UserFields(
        @NotNull(message = "must be given")
        @Pattern(
                regexp = "(?![\\p{Z}])[^\\p{Cc}\\p{Cs}]{1,80}(?<![\\p{Z}])",
                message = "must have 1 to 80 characters, no control characters, and no space at its beginning or end")
        String username,

        @NotNull(message = "must be given")
        @Email(message = "must be an e-mail address like name@example.com")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\p{Z}]{1,120}", message = "must have 1 to 120 characters and no spaces")
        String email) {

    static final Set<String> NAMES = Set.of("username", "email");

    static UserFields of(Fields body) {
        return new UserFields(body.get("username"), body.get("email"));
    }
}
