package threetier.fields;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threetier.datasource.ConflictException;

/** Fields of a request have values that are not allowed. The answer says for each field what is wrong. */
public class FieldErrorsException extends ClientErrorException {

    private static final long serialVersionUID = 1;

    private final transient Map<String, String> errors;

    /** @param errors the error of each field, like {@code "must be text"} */
    public FieldErrorsException(Status status, Map<String, String> errors) {
        super(inWords(errors), status);
        this.errors = new TreeMap<>(errors);
    }

    /**
     * The exception for a change that the database has refused.
     *
     * @param table the table of the change. A unique index of it is named after the table and the field:
     *     {@code users_email}
     * @return 409 with the field whose value another row has; {@code conflict} itself if it is not of this kind
     */
    public static RuntimeException orElse(ConflictException conflict, String table) {
        return conflict.duplicateIn()
                .filter(index -> index.startsWith(table + "_"))
                .<RuntimeException>map(index -> new FieldErrorsException(
                        Status.CONFLICT, Map.of(index.substring(table.length() + 1), "is already in use")))
                .orElse(conflict);
    }

    /** The error of each field, in the order of their names. */
    public Map<String, String> errors() {
        return errors;
    }

    private static String inWords(Map<String, String> errors) {
        return new TreeMap<>(errors)
                .entrySet().stream()
                        .map(error -> "The field \"" + error.getKey() + "\" " + error.getValue() + ".")
                        .collect(Collectors.joining(" "));
    }
}
