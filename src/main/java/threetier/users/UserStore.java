package threetier.users;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import threetier.changes.Change;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.Databases;
import threetier.fields.FieldErrorsException;
import threetier.fields.Fields;
import threetier.http.Preconditions;
import threetier.idempotency.Created;
import threetier.idempotency.Creation;
import threetier.idempotency.IdempotencyKey;
import threetier.idempotency.OnceWriter;
import threetier.paging.Page;
import threetier.paging.PageRequest;

/** Reads and changes users. Every change adds a {@link Change} in its own transaction. */
@ApplicationScoped
public class UserStore {

    private static final String TABLE = "users";

    @Inject
    private Databases databases;

    @Inject
    private OnceWriter onceWriter;

    /** A page of the users, newest first. */
    Answer<Page<User>> page(Token token, PageRequest wanted) {
        return databases.read(
                token,
                reader -> Page.of(
                        reader.createQuery("select u from User u where u.id < :before order by u.id desc", User.class)
                                .setParameter("before", wanted.before())
                                .setMaxResults(wanted.limit() + 1)
                                .getResultList(),
                        wanted.limit(),
                        User::json));
    }

    /**
     * A user and its last change.
     *
     * @param change the change that has created the user or changed it last
     */
    record Version(User user, Change change) {}

    /** @throws NotFoundException when there is no user with this id */
    Answer<Version> find(Token token, long id) {
        return databases
                .read(
                        token,
                        reader -> query(reader, id)
                                .getResultStream()
                                .findFirst()
                                .map(user -> new Version(user, Change.of(reader, user.change()))))
                .map(found -> found.orElseThrow(() -> missing(id)));
    }

    /**
     * Adds a user.
     *
     * @param body what the client has sent; a repeat with the same key must be the same
     * @throws FieldErrorsException 409 when another user has the name or the address
     */
    Answer<Created> add(Optional<IdempotencyKey> key, Fields body, UserFields fields) {
        return FieldErrorsException.refusingDuplicates(
                TABLE,
                () -> onceWriter.create(key, new Creation(TABLE, body, writer -> {
                    Change change = Change.add(writer);
                    User user = new User(fields, change.id());
                    writer.persist(user);
                    // The flush assigns the id
                    writer.flush();
                    return new Created(
                            user.id(),
                            change.id(),
                            change.version(),
                            user.json("user [" + user.username() + "] added successfully"));
                })));
    }

    /**
     * Replaces the fields of a user.
     *
     * @throws NotFoundException when there is no user with this id
     * @throws FieldErrorsException 409 when another user has the name or the address
     */
    Answer<Version> replace(long id, Preconditions conditions, UserFields fields) {
        return FieldErrorsException.refusingDuplicates(
                TABLE,
                () -> databases.write(writer -> {
                    User user = locked(writer, id, conditions);
                    Change change = Change.add(writer);
                    user.set(fields, change.id());
                    return new Version(user, change);
                }));
    }

    /**
     * Deletes a user.
     *
     * @return the id of the change
     * @throws NotFoundException when there is no user with this id
     */
    Answer<Long> delete(long id, Preconditions conditions) {
        return databases.write(writer -> {
            writer.remove(locked(writer, id, conditions));
            return Change.add(writer).id();
        });
    }

    /** The current state, which no other transaction changes until this one ends, if it meets the conditions. */
    private static User locked(EntityManager writer, long id, Preconditions conditions) {
        User user = query(writer, id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> missing(id));
        conditions.check(Change.of(writer, user.change()).tag());
        return user;
    }

    private static TypedQuery<User> query(EntityManager database, long id) {
        return database.createQuery("select u from User u where u.id = :id", User.class)
                .setParameter("id", id);
    }

    private static NotFoundException missing(long id) {
        return new NotFoundException("There is no user with the id " + id + ".");
    }
}
