package threetier.sample;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Names no data source, neither here nor in its persistence unit, so it uses the server's default one. */
@Path("/drafts")
@RequestScoped
public class Drafts {

    @Resource
    private DataSource standard;

    @PersistenceContext
    private EntityManager entities;

    /** @return name of the user of the default data source */
    @GET
    public String user() throws SQLException {
        try (Connection connection = standard.getConnection()) {
            return connection.getMetaData().getUserName();
        }
    }

    /** Adds a note by JPA. */
    @POST
    @Path("{text}")
    @Transactional
    public void add(@PathParam("text") String text) {
        entities.createNativeQuery("INSERT INTO notes (text) VALUES (?)")
                .setParameter(1, text)
                .executeUpdate();
    }
}
