package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import threetier.timestamps.entry.Timestamp;

/** An antipattern: a transaction that uses both databases. */
@ApplicationScoped
class TwoPools {

    @PersistenceContext(unitName = "writer")
    private EntityManager writer;

    @PersistenceContext(unitName = "reader")
    private EntityManager reader;

    @Transactional
    public Object saveAndCountOnTheReader() {
        writer.persist(new Timestamp(Instant.now()));
        writer.flush();
        return reader.createNativeQuery("SELECT COUNT(*) FROM timestamps").getSingleResult();
    }
}
