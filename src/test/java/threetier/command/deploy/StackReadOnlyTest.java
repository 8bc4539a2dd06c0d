package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** {@code read-only --stack}. */
class StackReadOnlyTest extends RecordedAws {

    @BeforeEach
    void deployed() {
        fake.answers("cloudformation-describe-stacks", withOutputs(stack("CREATE_COMPLETE"), "SchemaFunction", "f"));
        fake.answers("lambda-invoke", "{\"StatusCode\": 200}");
    }

    @Test
    void theSchemaFunctionSwitchesAndAnswersWithTheState() {
        fake.writes("lambda-invoke", "{\"readOnly\":true}");
        assertTrue(put("on"));
        assertTrue(fake.called("lambda invoke --function-name f") && fake.called("{\"ReadOnly\": \"on\"}"));
        fake.writes("lambda-invoke", "{\"readOnly\":false}");
        assertFalse(put("state"));
        assertTrue(fake.called("{\"ReadOnly\": \"state\"}"));
    }

    @Test
    void aFailureOfTheFunctionIsTheMessage() {
        fake.answersOnly("lambda-invoke", "{\"StatusCode\": 200, \"FunctionError\": \"Unhandled\"}");
        fake.writes("lambda-invoke", "{\"errorMessage\": \"a transaction is not finished\"}");
        assertEquals(
                "The function could not switch read-only mode: {\"errorMessage\": \"a transaction is not finished\"}\n",
                assertThrows(CommandException.class, () -> put("on")).getMessage());
    }

    @Test
    void anAnswerWithoutAStateIsAFailure() {
        fake.writes("lambda-invoke", "null");
        assertTrue(assertThrows(CommandException.class, () -> put("on"))
                .getMessage()
                .contains("does not tell"));
    }

    @Test
    void aMissingStackIsNamed() {
        fake.failsOnly("cloudformation-describe-stacks", NO_STACK);
        assertTrue(assertThrows(CommandException.class, () -> put("on"))
                .getMessage()
                .contains("no stack three-tier"));
    }

    private boolean put(String word) {
        return new StackReadOnly(aws(), project, said::add).put("three-tier", word);
    }
}
