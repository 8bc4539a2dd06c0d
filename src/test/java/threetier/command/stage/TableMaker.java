package threetier.command.stage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Creates a table when it starts, as many applications do. Its user may not. */
@Singleton
@Startup
public class TableMaker {

    @Resource
    private DataSource writer;

    @PostConstruct
    void create() {
        try (Connection connection = writer.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE mine (id INT)");
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
