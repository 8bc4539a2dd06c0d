package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * Tests of a restore land in the network of the stack, are compared by a function that can only read, and can change
 * nothing but what they have restored.
 */
final class RestoreTestAssertions implements Assertion {

    private static final String RDS = "arn:aws:rds:eu-central-1:111122223333:";
    private static final String FUNCTION = "Schema/CheckedRestoreCode";

    /** The names of what a restore test creates. */
    private static final Set<String> RESTORED =
            Set.of(RDS + "cluster:awsbackup-restore-test*", RDS + "db:restore-proof-*");

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        function(deployment, problems);
        String schedule = deployment.parameter("RestoreTestSchedule");
        if (schedule.equals("none")) {
            return;
        }
        Resource plan = deployment.resource("RestoreTests/Plan");
        problems.expect(
                plan.text("RestoreTestingPlanName").matches("[A-Za-z0-9_]{1,50}"),
                "AWS Backup refuses the name " + plan.text("RestoreTestingPlanName"));
        problems.expect(
                plan.map("RecoveryPointSelection").get("IncludeVaults").equals(List.of("Backup/Vault.BackupVaultArn")),
                "restore tests use another vault");
        Resource selection = deployment.resource("RestoreTests/Selection");
        problems.expect(
                selection.text("ProtectedResourceType").equals("Aurora")
                        && selection.texts("ProtectedResourceArns").equals(List.of(RDS + "cluster:Database/Cluster")),
                "another database is restored");
        problems.expect(
                selection
                        .map("RestoreMetadataOverrides")
                        .equals(Map.of(
                                "dbSubnetGroupName",
                                "Database/SubnetGroup",
                                "dbClusterParameterGroupName",
                                "Database/ClusterParameters",
                                "vpcSecurityGroupIds",
                                "[\"Security/DataGroup\"]")),
                "the restored cluster is in another network: " + selection.map("RestoreMetadataOverrides"));
        BackupAssertions.watch(deployment, "RestoreTests", schedule, plan.text("ScheduleExpression"), problems);
        proof(deployment, problems);
        rights(deployment, problems);
    }

    private static void function(EvaluatedStack deployment, Problems problems) {
        Resource checked = deployment.resource(FUNCTION);
        Resource function = deployment.resource("Schema/RestoreFunction");
        problems.expect(
                checked.text("CodeSha256").equals(deployment.parameter("SchemaDigest"))
                        && checked.text("FunctionName").equals(function.id())
                        && deployment.outputs().get("RestoreFunction").equals(FUNCTION),
                "the restore function's code is not checked");
        problems.expect(
                function.text("Handler").equals("threetier.schema.RestoreProofFunction::handle")
                        && function.text("Timeout").equals("900"),
                "the restore function runs other code, or too briefly");
        for (Map<String, Object> statement : statements(deployment.resource("Schema/RestoreRole"))) {
            List<String> actions = Resource.items(statement.get("Action"));
            problems.expect(
                    actions.stream().noneMatch(action -> action.matches("(rds|secretsmanager:(?!GetSecretValue)).*")),
                    "the restore function may do more than read: " + actions);
            boolean anySecret = statement.get("Resource").toString().contains("secret:rds!");
            problems.expect(
                    !anySecret
                            || statement
                                    .getOrDefault("Condition", "")
                                    .toString()
                                    .equals("{StringLike={secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn=["
                                            + RDS + "cluster:awsbackup-restore-test*, " + RDS
                                            + "cluster:restore-test-*]}}"),
                    "the restore function may read the passwords of other databases");
        }
    }

    /** The state machine calls the checked code, and removes the instance whatever happens before. */
    private static void proof(EvaluatedStack deployment, Problems problems) {
        Map<String, Object> states = Template.map(
                deployment.resource("RestoreTests/Proof").map("Definition").get("States"));
        Map<String, Object> prove = Template.map(states.get("Prove"));
        problems.expect(
                prove.get("Next").equals("Remove")
                        && prove.get("Catch").toString().matches(".*ErrorEquals=\\[States\\.ALL].*Next=Remove.*"),
                "an instance is left after a failure");
        problems.expect(
                prove.toString().contains("FunctionName=" + FUNCTION + ",")
                        && prove.toString().contains("ManageMasterUserPassword=true"),
                "the restored database is not compared by the checked code");
        problems.expect(
                Stream.of("Remove", "LookForRest")
                        .allMatch(state -> states.get(state).toString().contains("Next=AwaitRemoval")),
                "the cluster is given back while it has an instance");
        problems.expect(
                Template.map(states.get("Report")).get("Next").equals("Proven")
                        && Template.map(states.get("Proven")).get("Default").equals("NotProven"),
                "a failed restore test does not count as failed");
        String pattern = deployment.resource("RestoreTests/Restored").text("EventPattern");
        problems.expect(
                pattern.contains("status=[COMPLETED, FAILED, ABORTED]")
                        && pattern.contains("restoreTestingPlanArn=[RestoreTests/Plan.RestoreTestingPlanArn]"),
                "restore tests are overlooked, or other restores are taken for tests");
    }

    /** Whatever changes or deletes a database is restricted to the names of restored ones. */
    private static void rights(EvaluatedStack deployment, Problems problems) {
        for (String name : List.of("RestoreTests/ProofRole", "RestoreTests/RestoreRole")) {
            for (Map<String, Object> statement : statements(deployment.resource(name))) {
                boolean changes = Resource.items(statement.get("Action")).stream()
                        .anyMatch(action -> action.matches("rds:(Modify|Delete|AddTags).*"));
                problems.expect(
                        !changes || RESTORED.containsAll(Resource.items(statement.get("Resource"))),
                        name + " may change more than restored databases: " + statement.get("Resource"));
            }
        }
    }

    private static List<Map<String, Object>> statements(Resource role) {
        return role.maps("Policies").stream()
                .flatMap(policy ->
                        Template.list(Template.map(policy.get("PolicyDocument")).get("Statement")).stream())
                .map(Template::map)
                .toList();
    }
}
