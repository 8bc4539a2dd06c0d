package threetier.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets that the schema function reads. */
class SecretsTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:x";

    @Test
    void theSecretOfAnAdministratorHasAUserAndAPassword() {
        Secrets.Login login = Secrets.Login.of(ARN, "{\"username\": \"admin\", \"password\": \"p\"}");
        assertEquals("admin", login.user());
        assertEquals("p", login.password());
        assertEquals("admin", login.toString());
    }

    /** A parser's message would quote the secret. */
    @ParameterizedTest
    @ValueSource(strings = {"3DWAsEAZStoO95", "\"3DWAsEAZStoO95\"", "{\"password\": \"3DWAsEAZStoO95\"}", ""})
    void anotherSecretIsRefusedWithoutItsValue(String secret) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Secrets.Login.of(ARN, secret));
        assertEquals(
                "the secret " + ARN + " is no JSON object with \"username\" and \"password\"", refusal.getMessage());
        assertNull(refusal.getCause());
    }
}
