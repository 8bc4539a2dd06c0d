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
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** That something has changed. Rows are only added, so a database that has this row also has the change itself. */
@Entity
@Table(name = "changes")
public class Change {

    /** The digits of a time, as the SQL function {@code DATE_FORMAT(…, '%Y%m%d%H%i%s%f')} writes them. */
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSSSSS");

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

    /** Adds a row in the transaction of a change. */
    public static Change add(EntityManager writer) {
        Change change = new Change(LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
        writer.persist(change);
        // The flush assigns the id
        writer.flush();
        return change;
    }

    /** The change with this id. An operator may have deleted its row; then its time is unknown. */
    public static Change of(EntityManager database, long id) {
        Change found = database.find(Change.class, id);
        if (found != null) {
            return found;
        }
        Change change = new Change(null);
        change.id = id;
        return change;
    }

    public long id() {
        return id;
    }

    /**
     * The version of a row that this change has created or changed last: the id and the time. After a failover to a
     * region that lacks the newest changes, their ids are assigned again, and the time distinguishes the changes.
     */
    public String version() {
        return changedAt == null ? id.toString() : id + "-" + DIGITS.format(changedAt);
    }

    /** The entity tag of a row with this version. The tag is strong. */
    static String tag(String version) {
        return "\"" + version + "\"";
    }

    /** The entity tag of a row that this change has created or changed last. The tag is strong. */
    public String tag() {
        return tag(version());
    }
}
