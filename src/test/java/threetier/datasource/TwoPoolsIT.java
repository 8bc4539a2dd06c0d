package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import threetier.InContainer;
import threetier.Wars;

/**
 * A transaction cannot use both pools. It fails immediately. Otherwise it could commit on one database and fail on the
 * other.
 */
@InContainer
class TwoPoolsIT {

    @Inject
    private TwoPools twoPools;

    @Inject
    private Databases databases;

    @Deployment
    static WebArchive application() {
        return Wars.threeTier(TwoPoolsIT.class, TwoPools.class);
    }

    @Test
    void aTransactionOverBothIsRefusedAndLeavesNothingBehind() {
        long before = entriesOnTheWriter();
        Exception refused = assertThrows(Exception.class, twoPools::saveAndCountOnTheReader);
        assertTrue(chain(refused).contains("Local transaction already has 1 non-XA Resource"), () -> chain(refused));
        assertEquals(before, entriesOnTheWriter());
    }

    private long entriesOnTheWriter() {
        return databases
                .write(writer -> (Number) writer.createNativeQuery("SELECT COUNT(*) FROM timestamps")
                        .getSingleResult())
                .value()
                .longValue();
    }

    private static String chain(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
