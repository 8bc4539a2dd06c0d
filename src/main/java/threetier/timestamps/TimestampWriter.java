package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import threetier.datasource.Answer;
import threetier.datasource.Databases;

/** Saves date-times. */
@ApplicationScoped
public class TimestampWriter {

    @Inject
    private Databases databases;

    /** Saves the present moment and returns it, with its id, once it is durable. */
    public Answer<Timestamp> save() {
        return databases.write(writer -> {
            Timestamp now = new Timestamp(Instant.now());
            writer.persist(now);
            return now;
        });
    }
}
