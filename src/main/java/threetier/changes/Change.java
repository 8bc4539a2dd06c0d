package threetier.changes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** That something has changed. Rows are only added, so a database that has this row also has the change itself. */
@Entity
@Table(name = "changes")
public class Change {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "changed_at", nullable = false, updatable = false)
    private LocalDateTime changedAt;

    /** JPA needs this constructor. */
    protected Change() {}

    private Change(LocalDateTime changedAt) {
        this.changedAt = changedAt;
    }

    /**
     * Adds a row in the transaction of a change.
     *
     * @return the id of the row
     */
    public static long add(EntityManager writer) {
        Change change = new Change(LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
        writer.persist(change);
        // The flush assigns the id
        writer.flush();
        return change.id;
    }

    /** The entity tag of a row that this change has created or changed last. The tag is strong. */
    public static String tag(long id) {
        return "\"" + id + "\"";
    }
}
