package threetier.fields;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks the fields of a request against the constraints of a class (Jakarta Validation). */
@ApplicationScoped
public class FieldsValidator {

    @Inject
    private Validator validator;

    /**
     * Returns the input if all constraints are met.
     *
     * @param input an object with constraints. Each message is read after the name of the field, for example
     *     {@code "must be text"}
     * @throws FieldErrorsException 400 with a message for each invalid field
     */
    public <T> T valid(T input) {
        Map<String, String> errors = validator.validate(input).stream()
                .collect(Collectors.toMap(
                        violation -> violation.getPropertyPath().toString(),
                        ConstraintViolation::getMessage,
                        (one, other) -> one.compareTo(other) < 0 ? one : other));
        if (!errors.isEmpty()) {
            throw new FieldErrorsException(Status.BAD_REQUEST, errors);
        }
        return input;
    }
}
