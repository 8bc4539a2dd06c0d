package threetier.command.drill;

import java.sql.SQLException;
import java.util.List;
import threetier.command.load.Exchange;
import threetier.command.load.LedgerComparison;
import threetier.command.load.Load;
import threetier.command.stage.Stage;

/** What the clients of a drill do, and what must remain of it. */
interface Workload {

    /** Starts the clients. The caller closes the load. */
    Load start(String url);

    /** Removes what earlier clients have left. */
    void clear(Stage stage) throws SQLException;

    /**
     * Compares what the site has acknowledged with what it has kept.
     *
     * @param writer the name of the current writer
     */
    LedgerComparison compare(Stage stage, String writer, List<Exchange> exchanges) throws SQLException;
}
