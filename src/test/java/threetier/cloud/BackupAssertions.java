package threetier.cloud;

import java.util.List;
import java.util.Map;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** AWS Backup: nothing unless chosen; then the chosen schedule, retention, copies and lock, and a vault that stays. */
final class BackupAssertions implements Assertion {

    /** How often each schedule runs at least, in hours. */
    private static final Map<String, Integer> LONGEST_GAP = Map.of("daily", 24, "weekly", 7 * 24, "monthly", 31 * 24);

    /** A late alarm after more than half a day would let the next daily backup pass. */
    private static final int MOST_HOURS_LATE = 12;

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        String schedule = deployment.parameter("BackupSchedule");
        if (schedule.equals("none")) {
            problems.expect(
                    deployment.resources().stream()
                            .noneMatch(resource -> resource.type().startsWith("AWS::Backup::")),
                    "AWS Backup is used although nobody chose it");
            return;
        }
        Resource vault = deployment.resource("Backup/Vault");
        vault(deployment, vault, problems);
        String retention = "{DeleteAfterDays=" + deployment.parameter("BackupRetentionDays") + "}";
        Map<String, Object> rule = Template.map(Template.list(
                        deployment.resource("Backup/Plan").map("BackupPlan").get("BackupPlanRule"))
                .get(0));
        problems.expect(vault.id().equals(rule.get("TargetBackupVault")), "backups go to another vault");
        problems.expect(
                retention.equals(String.valueOf(rule.get("Lifecycle"))), "backups are not kept for the chosen time");
        String copies = deployment.parameter("BackupCopyVault");
        problems.expect(
                String.valueOf(rule.getOrDefault("CopyActions", List.of()))
                        .equals(
                                copies.isEmpty()
                                        ? "[]"
                                        : "[{DestinationBackupVaultArn=" + copies + ", Lifecycle=" + retention + "}]"),
                "backups are not copied as chosen");
        problems.expect(
                Resource.items(deployment
                                .resource("Backup/Selection")
                                .map("BackupSelection")
                                .get("Resources"))
                        .equals(List.of("arn:aws:rds:eu-central-1:111122223333:cluster:Database/Cluster")),
                "something else than the database is backed up");
        watch(deployment, "Backup", schedule, rule.get("ScheduleExpression"), problems);
    }

    private static void vault(EvaluatedStack deployment, Resource vault, Problems problems) {
        problems.expect(
                "RetainExceptOnCreate".equals(vault.definition().get("DeletionPolicy"))
                        && "Retain".equals(vault.definition().get("UpdateReplacePolicy")),
                "the vault does not outlive the stack");
        problems.expect(
                vault.text("BackupVaultName").contains("0a1b2c3d")
                        && vault.text("BackupVaultName").length() <= 50,
                "a later stack could not have a vault: " + vault.text("BackupVaultName"));
        // Nobody can change a lock that is final, so an update must not try
        String days = "{MinRetentionDays=1";
        String expected = switch (deployment.parameter("BackupLock")) {
            case "governance" -> days + "}";
            case "compliance" -> days + ", ChangeableForDays=3}";
            default -> "";
        };
        problems.expect(
                vault.text("LockConfiguration").equals(expected),
                "the vault has another lock than chosen: " + vault.text("LockConfiguration"));
    }

    /** A state machine looks whether the last success is in time. */
    static void watch(EvaluatedStack deployment, String stack, String schedule, Object cron, Problems problems) {
        String pattern = switch (schedule) {
            case "daily" -> "cron\\(0 \\d+ \\* \\* \\? \\*\\)";
            case "weekly" -> "cron\\(0 \\d+ \\? \\* [A-Z]{3} \\*\\)";
            default -> "cron\\(0 \\d+ 1 \\* \\? \\*\\)";
        };
        problems.expect(String.valueOf(cron).matches(pattern), stack + " does not run " + schedule + ": " + cron);
        String definition = deployment.resource(stack + "/Watch").text("Definition");
        int hours = Integer.parseInt(definition.replaceFirst("(?s).*\\$millis\\(\\) - (\\d+) \\* 3600000.*", "$1"));
        int late = hours - LONGEST_GAP.get(schedule);
        problems.expect(
                late > 0 && late <= MOST_HOURS_LATE, stack + ": " + schedule + " is late after " + hours + " hours");
        Resource hourly = deployment.resource(stack + "/EveryHour");
        problems.expect(
                hourly.text("ScheduleExpression").equals("rate(1 hour)")
                        && hourly.text("Targets").contains("Arn=" + stack + "/Watch,"),
                stack + ": nobody looks every hour");
    }
}
