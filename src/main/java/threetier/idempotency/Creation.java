package threetier.idempotency;

import jakarta.persistence.EntityManager;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import threetier.datasource.ConflictException;
import threetier.fields.Fields;
import threetier.text.Sha256;

/**
 * The creation of a row of any resource, once for each idempotency key. The table {@code first_answers} keeps the
 * answer to the first request with each key.
 */
public final class Creation implements Once<Created> {

    private static final String FIND = "SELECT request, row_id, change_id,"
            + " CONCAT(change_id, COALESCE(DATE_FORMAT(changed_at, '-%Y%m%d%H%i%s%f'), '')), answer"
            + " FROM first_answers LEFT JOIN changes ON id = change_id"
            + " WHERE resource = ?1 AND idempotency_key = ?2";
    private static final String INSERT =
            "INSERT INTO first_answers (resource, idempotency_key, request, row_id, change_id, answer)"
                    + " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    private final String resource;
    private final byte[] request;
    private final Function<EntityManager, Created> insert;

    /**
     * @param resource the name of the resource
     * @param body what the client has sent. The same key with another body is an error of the client
     * @param insert inserts the row, in the transaction of the {@link EntityManager}
     */
    public Creation(String resource, Fields body, Function<EntityManager, Created> insert) {
        this.resource = resource;
        request = Sha256.of(body.json());
        this.insert = insert;
    }

    @Override
    public String resource() {
        return resource;
    }

    /** @throws ClientErrorException 422 if the first request with this key had another body */
    @Override
    public Optional<Created> firstAnswer(EntityManager writer, IdempotencyKey key) {
        List<?> rows = writer.createNativeQuery(FIND)
                .setParameter(1, resource)
                .setParameter(2, key.text())
                .getResultList();
        return rows.stream().findFirst().map(row -> answer((Object[]) row));
    }

    private Created answer(Object[] row) {
        if (!Arrays.equals(request, (byte[]) row[0])) {
            throw new ClientErrorException(
                    "An earlier request with the same idempotency key had another body. Use a new key for another request.",
                    // The reason phrase of RFC 9110, which Jakarta REST 3.1 does not know
                    Response.status(422, "Unprocessable Content").build());
        }
        return new Created(
                ((Number) row[1]).longValue(), ((Number) row[2]).longValue(), (String) row[3], (String) row[4]);
    }

    @Override
    public Created make(EntityManager writer, IdempotencyKey key) {
        Created created = make(writer);
        writer.createNativeQuery(INSERT)
                .setParameter(1, resource)
                .setParameter(2, key.text())
                .setParameter(3, request)
                .setParameter(4, created.id())
                .setParameter(5, created.change())
                .setParameter(6, created.json())
                .executeUpdate();
        return created;
    }

    /** Inserts the row without a key. */
    Created make(EntityManager writer) {
        return insert.apply(writer);
    }

    /** A duplicate in an index of the row's table. The table of the keys has only its primary key. */
    @Override
    public boolean isOwn(ConflictException conflict) {
        return conflict.duplicateIn().filter(index -> !index.equals("PRIMARY")).isPresent();
    }
}
