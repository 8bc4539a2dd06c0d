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
import threetier.paging.Row;

/**
 * A saved date-time, also called an entry. The order of entries is the order of their {@link #id()}. {@link #savedAt()}
 * comes from the clock of the app node that saved the entry.
 */
@Entity
@Table(name = "timestamps")
public class Timestamp implements Row {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "saved_at", nullable = false, updatable = false)
    private LocalDateTime savedAt;

    /** JPA needs this constructor. */
    protected Timestamp() {}

    /**
     * @param savedAt the time; it is truncated to microseconds, the precision of the column, so that the response
     *     equals the stored value
     */
    public Timestamp(Instant savedAt) {
        this.savedAt = LocalDateTime.ofInstant(savedAt.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** An entry that was saved earlier under this id. */
    public Timestamp(long id, LocalDateTime savedAt) {
        this.id = id;
        this.savedAt = savedAt;
    }

    @Override
    public long id() {
        return id;
    }

    /** The time in UTC, to the microsecond. */
    public LocalDateTime savedAt() {
        return savedAt;
    }
}
