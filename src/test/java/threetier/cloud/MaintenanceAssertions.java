package threetier.cloud;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** The database engine is upgraded only by the operator, and maintenance and backups run at the chosen times. */
final class MaintenanceAssertions implements Assertion {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern TIME = Pattern.compile("(?:([a-z]{3}):)?(\\d\\d):(\\d\\d)");
    private static final int DAY = 24 * 60;
    private static final int SHORTEST = 30;

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        Resource cluster = deployment.resource("Database/Cluster");
        problems.expect(
                cluster.text("EngineVersion").equals(deployment.parameter("EngineVersion")),
                "the engine does not have the chosen version");
        problems.expect(
                cluster.text("PreferredMaintenanceWindow").equals(deployment.parameter("MaintenanceWindow"))
                        && cluster.text("PreferredBackupWindow").equals(deployment.parameter("BackupWindow")),
                "the database does not have the chosen windows");
        problems.expect(cluster.text("AutoMinorVersionUpgrade").equals("false"), "RDS upgrades the database by itself");
        for (Resource instance : deployment.resources("AWS::RDS::DBInstance")) {
            problems.expect(
                    instance.text("AutoMinorVersionUpgrade").equals("false"),
                    "RDS upgrades " + instance.id() + " by itself");
            problems.expect(
                    !instance.properties().containsKey("EngineVersion"),
                    instance.id() + " has a version of its own, not the cluster's");
            problems.expect(
                    instance.text("PreferredMaintenanceWindow").equals(cluster.text("PreferredMaintenanceWindow")),
                    instance.id() + " has another maintenance window than its cluster");
        }
        windows(cluster.text("PreferredMaintenanceWindow"), cluster.text("PreferredBackupWindow"), problems);
    }

    /** RDS accepts only windows that have at least half an hour and do not overlap. */
    static void windows(String maintenance, String backup, Problems problems) {
        int[] weekly = minutes(maintenance);
        int[] daily = minutes(backup);
        int length = Math.floorMod(weekly[1] - weekly[0], DAY * DAYS.size());
        int backupLength = Math.floorMod(daily[1] - daily[0], DAY);
        problems.expect(
                length >= SHORTEST && length < DAY && backupLength >= SHORTEST,
                "a window is shorter than half an hour, or maintenance takes a day");
        boolean apart = Math.floorMod(daily[0] - weekly[0], DAY) >= length
                && Math.floorMod(weekly[0] - daily[0], DAY) >= backupLength;
        problems.expect(apart, "the backup window " + backup + " overlaps the maintenance window " + maintenance);
    }

    /** Start and end of a window, in minutes since the start of the week or of the day. */
    private static int[] minutes(String window) {
        Matcher time = TIME.matcher(window);
        int[] minutes = new int[2];
        for (int i = 0; i < minutes.length; i++) {
            if (!time.find()) {
                throw new IllegalArgumentException("\"" + window + "\" is not a window");
            }
            int day = time.group(1) == null ? 0 : DAYS.indexOf(time.group(1));
            if (day < 0) {
                throw new IllegalArgumentException("there is no day " + time.group(1));
            }
            minutes[i] = (day * 24 + Integer.parseInt(time.group(2))) * 60 + Integer.parseInt(time.group(3));
        }
        return minutes;
    }
}
