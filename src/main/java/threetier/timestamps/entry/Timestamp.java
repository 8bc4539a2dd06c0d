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

/** A saved date-time. Order goes by {@link #id()}; {@link #savedAt()} is the clock of the node that saved it. */
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

    /** @param savedAt truncated to microseconds, which is what the column keeps: what is answered is what is stored */
    public Timestamp(Instant savedAt) {
        this.savedAt = LocalDateTime.ofInstant(savedAt.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** One that was saved before, under this id. */
    public Timestamp(long id, LocalDateTime savedAt) {
        this.id = id;
        this.savedAt = savedAt;
    }

    /** Given by the writer, from 1 upwards, ascending but not without gaps. */
    public long id() {
        return id;
    }

    /** In UTC, with microseconds. */
    public LocalDateTime savedAt() {
        return savedAt;
    }
}
