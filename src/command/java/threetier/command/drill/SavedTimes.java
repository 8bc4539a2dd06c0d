package threetier.command.drill;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import threetier.command.load.AllowedLoss;
import threetier.command.load.Exchange;
import threetier.command.load.LedgerComparison;
import threetier.command.load.Load;
import threetier.command.stage.Stage;

/** The clients of this project's application save and read date-times. The database keeps them. */
final class SavedTimes implements Workload {

    private final Supplier<AllowedLoss> loss;

    SavedTimes() {
        this(() -> AllowedLoss.NONE);
    }

    /** @param loss the time whose writes are allowed to be gone, known when the load has ended */
    SavedTimes(Supplier<AllowedLoss> loss) {
        this.loss = loss;
    }

    @Override
    public Load start(String url) {
        return Load.steady(url);
    }

    @Override
    public void clear(Stage stage) throws SQLException {
        stage.sql().truncate();
    }

    @Override
    public LedgerComparison compare(Stage stage, String writer, List<Exchange> exchanges) throws SQLException {
        return new Ledger(stage, writer, loss.get()).against(exchanges);
    }
}
