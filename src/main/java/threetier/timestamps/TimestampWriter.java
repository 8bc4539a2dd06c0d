package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import threetier.datasource.Answer;
import threetier.datasource.Coalescer;
import threetier.datasource.Databases;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/**
 * Saves date-times. All date-times that arrive while a commit is in progress are saved together by the next commit
 * (group commit).
 */
@ApplicationScoped
public class TimestampWriter {

    @Inject
    private Databases databases;

    private final Coalescer<Timestamp, Answer<Timestamp>> commits = new Coalescer<>(this::saveAll);

    /** Saves the current time. Returns the entry with its id after the entry is durable. */
    public Answer<Timestamp> save() {
        long start = System.nanoTime();
        return commits.ask(new Timestamp(Instant.now())).since(start);
    }

    private List<Answer<Timestamp>> saveAll(List<Timestamp> entries) {
        Answer<long[]> ids = databases.insert(
                "timestamps (saved_at)", entries.stream().map(Formats::sql).toList());
        return IntStream.range(0, entries.size())
                .mapToObj(
                        i -> ids.map(all -> new Timestamp(all[i], entries.get(i).savedAt())))
                .toList();
    }
}
