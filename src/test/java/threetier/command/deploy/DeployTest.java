package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.process.Program;

/** Tests of {@code deploy} without failures. */
class DeployTest extends RecordedAws {

    @Test
    void aNewStackIsCreated() {
        fake.fails("cloudformation-describe-stacks", NO_STACK);
        states("REVIEW_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE");
        fake.fails("s3api-head-bucket", "An error occurred (404) when calling the HeadBucket operation: Not Found");
        fake.fails("s3api-head-object", "An error occurred (404) when calling the HeadObject operation: Not Found");
        changes("Add", "AWS::EC2::VPC");
        events("[]", event("1", ID, "three-tier", "CREATE_IN_PROGRESS", "User Initiated"));
        deploy(Map.of("AppSizes", "2,3,6"), false);
        assertTrue(
                fake.called(
                        "s3api create-bucket --bucket three-tier-111122223333-eu-central-1 --create-bucket-configuration LocationConstraint=eu-central-1"));
        assertTrue(fake.called("BlockPublicPolicy=true"));
        assertEquals(
                3,
                fake.calls().stream()
                        .filter(call -> call.startsWith("s3api put-object"))
                        .count());
        assertTrue(fake.called("--change-set-type CREATE --include-nested-stacks"));
        assertTrue(fake.called("ParameterKey=AppSizes,ParameterValue=2\\,3\\,6"));
        assertFalse(fake.called("UsePreviousValue"), "parameters of a failed attempt do not count");
        assertTrue(fake.called("execute-change-set"));
        assertTrue(said.stream().anyMatch(line -> line.matches("  create +Vpc +AWS::EC2::VPC")), said.toString());
        assertTrue(
                said.stream().anyMatch(line -> line.matches(" +\\d+ s  three-tier +CREATE_IN_PROGRESS.*")),
                said.toString());
        assertEquals(List.of("http://site.example"), checked);
        assertEquals("http://site.example", said.get(said.size() - 1));
    }

    /** Unchanged artefacts keep their keys, so no instance is replaced for them. */
    @Test
    void aNewWarChangesTheAppTiersBundleAlone() throws Exception {
        Artefacts artefacts = new Artefacts(aws(), project, said::add);
        Map<String, String> before = artefacts.upload();
        assertEquals(before, artefacts.upload());
        Files.writeString(project.resolve("target/three-tier.war"), "another");
        Map<String, String> after = artefacts.upload();
        assertEquals(
                List.of("AppBundle"),
                before.keySet().stream()
                        .filter(key -> !before.get(key).equals(after.get(key)))
                        .toList());
    }

    /**
     * The bundle has fixed file modes. If it had the modes of the clone, a clone with umask 027 would give files that
     * the service's user on a node cannot read.
     */
    @Test
    void theBundleIsTheSameWhateverTheUmaskWas() throws Exception {
        Artefacts artefacts = new Artefacts(aws(), project, said::add);
        List<String> bundles = new ArrayList<>();
        for (String mode : List.of("rwxr-x---", "rwxrwxr-x", "rwx------")) {
            Files.setPosixFilePermissions(project.resolve("payara/launch"), PosixFilePermissions.fromString(mode));
            Files.setPosixFilePermissions(
                    project.resolve("target/three-tier.war"), PosixFilePermissions.fromString(mode.replace('x', '-')));
            Files.setPosixFilePermissions(project.resolve("payara"), PosixFilePermissions.fromString(mode));
            bundles.add(artefacts.upload().get("AppBundle"));
        }
        assertEquals(1, bundles.stream().distinct().count(), bundles.toString());
        String listed = new Program(
                        "tar",
                        "--list",
                        "--verbose",
                        "-f",
                        artefacts.appBundle().toString())
                .output();
        assertTrue(listed.contains("-rwxr-xr-x 0/0"), listed);
        assertTrue(
                listed.lines()
                        .filter(line -> line.endsWith("three-tier.war"))
                        .allMatch(line -> line.startsWith("-rw-r--r--")),
                listed);
    }

    @Test
    void anUpdateKeepsWhatWasChosenBefore() {
        states("UPDATE_COMPLETE");
        changes("Modify", "AWS::EC2::LaunchTemplate");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        deploy(Map.of(), false);
        assertTrue(fake.called("--change-set-type UPDATE"));
        assertTrue(fake.called("ParameterKey=Zones,UsePreviousValue=true"));
        assertFalse(fake.called("ParameterKey=Gone,"));
    }

    /** CloudFormation does not wait until the function is active. */
    @Test
    void aFunctionThatSleepsIsWokenBeforeAnUpdate() {
        fake.answers("cloudformation-describe-stacks", stackWith("UPDATE_COMPLETE", Map.of("SchemaFunction", "f")));
        changes("Modify", "AWS::Logs::LogGroup");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        fake.answers("lambda-get-function-configuration", "{\"State\": \"Inactive\", \"StateReasonCode\": \"Idle\"}");
        fake.fails(
                        "lambda-invoke",
                        "An error occurred (ResourceConflictException) when calling the Invoke operation: The operation cannot be "
                                + "performed at this time. The function is currently in the following state: Inactive")
                .answers("lambda-invoke", "{\"StatusCode\": 200}");
        deploy(Map.of(), false);
        assertTrue(said.contains("  reactivating the function, which takes a minute"), said.toString());
        int woken = index("lambda wait function-active-v2 --function-name f");
        assertTrue(
                woken >= 0 && woken < index("cloudformation execute-change-set"),
                fake.calls().toString());
    }

    @Test
    void aFunctionThatIsActiveIsLeftAlone() {
        fake.answers("cloudformation-describe-stacks", stackWith("UPDATE_COMPLETE", Map.of("SchemaFunction", "f")));
        changes("Modify", "AWS::Logs::LogGroup");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        fake.answers("lambda-get-function-configuration", "{\"State\": \"Active\"}");
        deploy(Map.of(), false);
        assertFalse(fake.called("lambda invoke") || fake.called("lambda wait"));
    }

    @Test
    void nothingToChangeIsNoFailure() {
        states("UPDATE_COMPLETE");
        noChanges();
        deploy(Map.of(), false);
        assertFalse(fake.called("execute-change-set"));
        assertEquals(List.of("http://site.example"), checked);
    }

    /** A new balancer finds its nodes healthy only a few seconds after CloudFormation has finished. */
    @Test
    void aSiteThatIsNotThereYetIsCheckedAgain() {
        states("UPDATE_COMPLETE");
        noChanges();
        Deployment deploy = deployment(url -> {
            checked.add(url);
            if (checked.size() < 3) {
                throw new CommandException("503");
            }
        });
        deploy.run(request(Map.of(), false));
        assertEquals(3, checked.size());
    }

    @Test
    void aSiteThatStaysAwayIsAFailure() {
        states("UPDATE_COMPLETE");
        noChanges();
        Deployment deploy = deployment(url -> {
            throw new CommandException(url + " does not work: 503");
        });
        assertEquals(
                "http://site.example does not work: 503",
                assertThrows(CommandException.class, () -> deploy.run(request(Map.of(), false)))
                        .getMessage());
    }

    @Test
    void aDryRunChangesNothing() {
        states("UPDATE_COMPLETE");
        changes("Modify", "AWS::EC2::LaunchTemplate");
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        deploy(Map.of(), true);
        assertFalse(fake.called("execute-change-set"));
        assertTrue(fake.called("cloudformation delete-change-set"));
        assertEquals(List.of(), checked);
    }

    @Test
    void aDryRunLeavesNoNameBehind() {
        fake.fails("cloudformation-describe-stacks", NO_STACK);
        states("REVIEW_IN_PROGRESS");
        changes("Add", "AWS::EC2::VPC");
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        deploy(Map.of(), true);
        assertTrue(
                index("cloudformation delete-change-set") > 0
                        && index("cloudformation delete-change-set") < index("cloudformation delete-stack"),
                fake.calls().toString());
    }
}
