package threetier.command.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.process.BalancerStatistics;

/** Tests how lines of HAProxy's statistics are read as states of targets on AWS. */
class PlayedBalancerTest {

    private static final Host TARGET = new Host("app-1", "", "App/Nodes", "", "10.0.0.4", "", List.of());

    @ParameterizedTest
    @CsvSource({
        "UP, L7OK, healthy",
        "UP 1/2, L7TOUT, healthy",
        "UP 1/2, * L7STS, healthy",
        "DOWN, L7STS, unhealthy",
        "DOWN, * L4CON, unhealthy",
        "DOWN 1/2, L7OK, initial",
        "DOWN, INI, initial",
        "DOWN, '', initial",
        "MAINT, L7OK, unused"
    })
    void oneFailedCheckMakesNoTargetUnhealthy(String status, String check, String state) {
        String text = "# pxname,svname,status,check_status,\n%s,app-1,%s,%s,"
                .formatted(BalancerSettings.name("App/Group"), status, check);
        assertEquals(state, new PlayedBalancer.Targets(BalancerStatistics.of(text)).state("App/Group", TARGET));
    }
}
