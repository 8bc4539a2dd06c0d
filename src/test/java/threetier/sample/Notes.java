package threetier.sample;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Uses the data sources with two JNDI names. This application needs nothing else of the three tiers. */
@Path("/notes")
@RequestScoped
public class Notes {

    @Resource(lookup = "jdbc/writer")
    private DataSource writer;

    @Resource(lookup = "jdbc/reader")
    private DataSource reader;

    @GET
    public String list() throws SQLException {
        try (Connection connection = reader.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT text FROM notes ORDER BY id");
                ResultSet result = query.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return String.join("\n", texts);
        }
    }

    @POST
    @Path("{text}")
    @Transactional
    public void add(@PathParam("text") String text) throws SQLException {
        change("INSERT INTO notes (text) VALUES (?)", text);
    }

    @DELETE
    @Path("{text}")
    @Transactional
    public void delete(@PathParam("text") String text) throws SQLException {
        change("DELETE FROM notes WHERE text = ?", text);
    }

    private void change(String sql, String text) throws SQLException {
        try (Connection connection = writer.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, text);
            statement.executeUpdate();
        }
    }
}
