package threetier.timestamps.entry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A saved date-time. Entries are ordered by {@link #id()}; {@link #savedAt()} comes from the clock of the node that
 * saved it.
 */
@Entity
@Table(name = "timestamps")
public class Timestamp {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "saved_at", nullable = false, updatable = false)
    private LocalDateTime savedAt;

    /** For JPA. */
    protected Timestamp() {}

    /**
     * @param savedAt truncated to microseconds, the precision of the column, so that the response equals the stored
     *     value
     */
    public Timestamp(Instant savedAt) {
        this.savedAt = LocalDateTime.ofInstant(savedAt.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** An entry that was saved before, under this id. */
    public Timestamp(long id, LocalDateTime savedAt) {
        this.id = id;
        this.savedAt = savedAt;
    }

    /** Assigned by the writer: from 1 upwards, ascending, possibly with gaps. */
    public long id() {
        return id;
    }

    /** In UTC, with microseconds. */
    public LocalDateTime savedAt() {
        return savedAt;
    }
}
