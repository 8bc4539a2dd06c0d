package threetier.fields;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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
     * Makes a change of a table with unique values. A unique index is named after the table and the field:
     * {@code users_email}.
     *
     * @throws FieldErrorsException 409 with the field whose value another row has
     * @throws ConflictException when the database refuses the change for another reason
     */
    public static <T> T refusingDuplicates(String table, Supplier<T> change) {
        try {
            return change.get();
        } catch (ConflictException conflict) {
            throw conflict.duplicateIn()
                    .filter(index -> index.startsWith(table + "_"))
                    .<RuntimeException>map(index -> new FieldErrorsException(
                            Status.CONFLICT, Map.of(index.substring(table.length() + 1), "is already in use")))
                    .orElse(conflict);
        }
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
