package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import threetier.consistency.Token;

/**
 * The one rule which database answers: changes go to the writer; queries to the reader, unless it is away, too far
 * behind, or lacks what the client itself has written. Nothing outside this package holds a data source or a
 * persistence unit, so the rule cannot be bypassed.
 */
@ApplicationScoped
public class Databases {

    private final ReaderQueries reader;
    private final WriterQueries writer;
    private final ReaderWatch watch;

    @Inject
    Databases(ReaderQueries reader, WriterQueries writer, ReaderWatch watch) {
        this.reader = reader;
        this.writer = writer;
        this.watch = watch;
    }

    /** For the proxy of CDI, which passes each call on to a bean made by the other constructor. */
    protected Databases() {
        this(null, null, null);
    }

    /**
     * Runs a query. Each of its statements may be a round trip of its own and holds no connection after it.
     *
     * @param token what the client has written last: who answers has it
     * @throws PersistenceException when no database can answer
     * @throws OverloadException when more is asked of the database than it can do
     */
    public <T> Answer<T> read(Token token, Function<EntityManager, T> query) {
        long start = System.nanoTime();
        long wanted = watch.wanted(token);
        Reason reason = Reason.READER_BEHIND;
        if (!watch.behind()) {
            try {
                Optional<T> value = reader.run(wanted, query);
                if (value.isPresent()) {
                    return answer(value.get(), Role.READER, Reason.USUAL, start);
                }
                reason = Reason.OWN_WRITE;
            } catch (DatabaseAwayException away) {
                reason = Reason.READER_AWAY;
            } catch (OverloadException full) {
                if (!reader.isSilent()) {
                    throw full;
                }
                // Who has all places will not be answered either
                reason = Reason.READER_AWAY;
            }
        }
        try {
            return answer(writer.run(query), Role.WRITER, reason, start);
        } catch (DatabaseAwayException away) {
            if (reason == Reason.READER_BEHIND) {
                return answer(late(wanted, query, away), Role.READER, Reason.USUAL, start);
            }
            throw away;
        }
    }

    /**
     * Without a writer a reader that is behind is better than none, but not for those who would miss their own write.
     */
    private <T> T late(long wanted, Function<EntityManager, T> query, DatabaseAwayException writerAway) {
        return reader.run(wanted, query).orElseThrow(() -> writerAway);
    }

    /**
     * Runs a query once for many. A database that has what the newest of their tokens says has what the others say.
     * While none has, those who miss nothing on the reader are answered, and only the others fail.
     *
     * @param tokens what each client has written last
     * @return for each client its answer, or the failure that a request of its own would have met
     * @throws PersistenceException when no database can answer any of them
     * @throws OverloadException when more is asked of the database than it can do
     */
    public <T> List<Supplier<Answer<T>>> readTogether(List<Token> tokens, Function<EntityManager, T> query) {
        long[] wanted = tokens.stream().mapToLong(watch::wanted).toArray();
        long newest = LongStream.of(wanted).max().orElseThrow();
        try {
            Answer<T> answer = read(new Token(newest), query);
            return Collections.nCopies(wanted.length, () -> answer);
        } catch (DatabaseAwayException away) {
            long there = reader.newest().id();
            if (newest <= there) {
                throw away;
            }
            Supplier<Answer<T>> missed = () -> {
                throw away;
            };
            OptionalLong lesser =
                    LongStream.of(wanted).filter(one -> one <= there).max();
            Answer<T> answer = lesser.isPresent() ? read(new Token(lesser.getAsLong()), query) : null;
            return LongStream.of(wanted)
                    .mapToObj(one -> one <= there ? (Supplier<Answer<T>>) () -> answer : missed)
                    .toList();
        }
    }

    /**
     * Runs a change in a transaction of its own.
     *
     * @return after the commit is durable on the writer, never before
     * @throws PersistenceException when the writer cannot be reached or did not commit
     * @throws OverloadException when more is asked of the writer than it can do
     */
    public <T> Answer<T> write(Function<EntityManager, T> change) {
        long start = System.nanoTime();
        return answer(writer.change(change), Role.WRITER, Reason.USUAL, start);
    }

    /**
     * Inserts a row for each value, all or none, and returns the keys that the writer gave them, in the order of the
     * values.
     *
     * @param into a table with a generated key and the column that takes the values, like {@code "notes (text)"}
     * @return after the rows are durable on the writer, never before
     * @throws PersistenceException when the writer cannot be reached or did not commit
     * @throws OverloadException when more is asked of the writer than it can do
     */
    public Answer<long[]> insert(String into, List<String> values) {
        long start = System.nanoTime();
        return answer(writer.insert(into, values), Role.WRITER, Reason.USUAL, start);
    }

    /** How long the reader has been missing what the writer has. */
    public Duration lag() {
        return watch.lag();
    }

    /** The database that a query without a token would ask now. */
    public Role readingRole() {
        return watch.behind() || reader.isAway() ? Role.WRITER : Role.READER;
    }

    private static <T> Answer<T> answer(T value, Role from, Reason why, long start) {
        return new Answer<>(value, from, why, Duration.ofNanos(System.nanoTime() - start));
    }
}
