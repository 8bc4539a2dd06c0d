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
import threetier.consistency.Kind;
import threetier.consistency.Token;

/**
 * Contains the only rule that decides which database gets a query or a change. Changes go to the writer. Queries go to
 * the reader, unless the reader is unavailable, is too far behind, or lacks a row that the client itself has written;
 * then they go to the writer. No class outside this package has a data source or a persistence unit, so no class can
 * bypass the rule.
 */
@ApplicationScoped
public class Databases {

    private final ReaderQueries reader;
    private final WriterQueries writer;
    private final ReaderWatch watch;
    private final ReadOnlyWatch mode;
    private final ReadMeters reads;

    @Inject
    Databases(ReaderQueries reader, WriterQueries writer, ReaderWatch watch, ReadOnlyWatch mode, ReadMeters reads) {
        this.reader = reader;
        this.writer = writer;
        this.watch = watch;
        this.mode = mode;
        this.reads = reads;
    }

    /**
     * The proxy class that CDI generates needs this constructor. A proxy forwards each call to a bean that the other
     * constructor has made.
     */
    protected Databases() {
        this(null, null, null, null, null);
    }

    /**
     * Runs a query, which may consist of several statements. Each statement may be a separate round trip. No statement
     * holds a connection after it ends.
     *
     * @param token identifies the last write of the client; only a database that has this write answers
     * @throws PersistenceException when no database can answer
     * @throws OverloadException when too many requests use the database
     */
    public <T> Answer<T> read(Token token, Function<EntityManager, T> query) {
        long start = System.nanoTime();
        Token wanted = watch.wanted(token);
        Reason reason = Reason.READER_BEHIND;
        if (!watch.behind(token.kind())) {
            try {
                Optional<T> value = reader.run(wanted, query);
                if (value.isPresent()) {
                    return read(value.get(), Role.READER, Reason.USUAL, start);
                }
                reason = Reason.OWN_WRITE;
            } catch (DatabaseAwayException away) {
                reason = Reason.READER_AWAY;
            } catch (OverloadException full) {
                if (!reader.isSilent()) {
                    throw full;
                }
                // The requests that hold all places get no answer from the reader either, so waiting for a place is
                // useless
                reason = Reason.READER_AWAY;
            }
        }
        try {
            return read(writer.run(query), Role.WRITER, reason, start);
        } catch (DatabaseAwayException away) {
            if (reason == Reason.READER_BEHIND) {
                return read(late(wanted, query, away), Role.READER, Reason.USUAL, start);
            }
            throw away;
        }
    }

    /**
     * Queries the reader although it is too far behind: the writer is unavailable. If the reader lacks the client's own
     * write, throws {@code writerAway} instead of returning an answer without that write.
     */
    private <T> T late(Token wanted, Function<EntityManager, T> query, DatabaseAwayException writerAway) {
        return reader.run(wanted, query).orElseThrow(() -> writerAway);
    }

    /**
     * Runs a query once and shares the answer among many clients. A database that has the newest of the clients' writes
     * has all their writes. If only the writer has the newest write and the writer is unavailable, the clients whose
     * writes are on the reader get the reader's answer, and only the other clients get a failure.
     *
     * @param tokens the last write of each client, all of the same kind
     * @return for each client its answer, or the failure that a separate request would have got
     * @throws PersistenceException when no database can answer any of the clients
     * @throws OverloadException when too many requests use the database
     */
    public <T> List<Supplier<Answer<T>>> readTogether(List<Token> tokens, Function<EntityManager, T> query) {
        Kind kind = tokens.get(0).kind();
        long[] wanted =
                tokens.stream().mapToLong(token -> watch.wanted(token).id()).toArray();
        long newest = LongStream.of(wanted).max().orElseThrow();
        try {
            Answer<T> answer = read(new Token(kind, newest), query);
            reads.countShared(wanted.length - 1, answer.why());
            return Collections.nCopies(wanted.length, () -> answer);
        } catch (DatabaseAwayException away) {
            long there = reader.newest(kind).id();
            if (newest <= there) {
                throw away;
            }
            Supplier<Answer<T>> missed = () -> {
                throw away;
            };
            OptionalLong lesser =
                    LongStream.of(wanted).filter(one -> one <= there).max();
            Answer<T> answer = lesser.isPresent() ? read(new Token(kind, lesser.getAsLong()), query) : null;
            return LongStream.of(wanted)
                    .mapToObj(one -> one <= there ? (Supplier<Answer<T>>) () -> answer : missed)
                    .toList();
        }
    }

    /**
     * Runs a change in a separate transaction. The method returns only after the commit is durable on the writer.
     *
     * @throws ConflictException when another row or another transaction is in the way; nothing was changed
     * @throws ReadOnlyModeException when read-only mode is on; nothing was changed
     * @throws PersistenceException when the writer is unavailable or did not commit
     * @throws OverloadException when too many requests use the writer
     */
    public <T> Answer<T> write(Function<EntityManager, T> change) {
        long start = System.nanoTime();
        return answer(writer.change(change), Role.WRITER, Reason.USUAL, start);
    }

    /**
     * Inserts a row for each value. Either all rows are inserted or none. The method returns only after the rows are
     * durable on the writer.
     *
     * @param into a table with a generated key and the column that takes the values, like {@code "notes (text)"}
     * @return the keys that the writer assigned, in the order of the values
     * @throws ReadOnlyModeException when read-only mode is on; nothing was changed
     * @throws PersistenceException when the writer is unavailable or did not commit
     * @throws OverloadException when too many requests use the writer
     */
    public Answer<long[]> insert(String into, List<String> values) {
        long start = System.nanoTime();
        return answer(writer.insert(into, values), Role.WRITER, Reason.USUAL, start);
    }

    /** The replica lag: how long the reader has been missing rows that the writer has. */
    public Duration lag() {
        return watch.lag();
    }

    /** Whether read-only mode is on, so that the writer refuses all changes; known for at most about a second. */
    public boolean isReadOnly() {
        return mode.isOn();
    }

    /** The database to which queries without a token go now. */
    public Role readingRole() {
        return watch.behind() || reader.isAway() ? Role.WRITER : Role.READER;
    }

    private <T> Answer<T> read(T value, Role from, Reason why, long start) {
        reads.count(from, why);
        return answer(value, from, why, start);
    }

    private static <T> Answer<T> answer(T value, Role from, Reason why, long start) {
        return new Answer<>(value, from, why, Duration.ofNanos(System.nanoTime() - start));
    }
}
