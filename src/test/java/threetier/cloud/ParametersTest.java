package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.template.EvaluatedStack;

/** The patterns of the root template's parameters accept every value that AWS accepts. */
class ParametersTest {

    @ParameterizedTest
    @CsvSource({
        "MaxInstanceLifetime, 0, true",
        "MaxInstanceLifetime, 86400, true",
        "MaxInstanceLifetime, 90000, true",
        "MaxInstanceLifetime, 1209600, true",
        "MaxInstanceLifetime, 14, false",
        "MaxInstanceLifetime, 86399, false",
        "EngineVersion, 8.0.mysql_aurora.3.12.0, true",
        "EngineVersion, 5.7.mysql_aurora.2.11.1, false",
        "BackupWindow, 23:30-00:30, true",
        "BackupWindow, 2:00-2:30, false",
        "MaintenanceWindow, sat:23:30-sun:00:30, true",
        "MaintenanceWindow, 03:00-04:00, false",
        "RestoreSnapshot, before-upgrade, true",
        "RestoreSnapshot, rds:cluster-1-2026-11-27-02-05, true",
        "RestoreSnapshot, arn:aws-cn:rds:region:account:cluster-snapshot:rds:cluster-1-2026-11-27-02-05, true",
        "RestoreSnapshot, my snapshot, false",
        "RestoreTime, 2026-11-27T03:00:00Z, true",
        "RestoreTime, 2026-11-27 03:00, false",
        "AlarmEmail, on-call@example.org, true",
        "AlarmEmail, nobody, false"
    })
    void patternsAcceptWhatAwsAccepts(String parameter, String value, boolean fine) {
        String pattern = Stacks.TEMPLATES
                .get(EvaluatedStack.ROOT)
                .parameter(parameter)
                .get("AllowedPattern")
                .toString();
        assertEquals(fine, value.matches(pattern));
    }
}
