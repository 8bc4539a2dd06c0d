package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** Tests that {@code deploy} rejects invalid input before it changes anything. */
class DeployRefusalTest extends RecordedAws {

    @Test
    void anUnknownParameterIsRefusedBeforeAnythingChanges() {
        states("UPDATE_COMPLETE");
        assertTrue(assertThrows(CommandException.class, () -> deploy(Map.of("Sizes", "1"), false))
                .getMessage()
                .startsWith("There is no parameter Sizes; the parameters are AccessLogBucket,"));
        assertFalse(fake.called("create-change-set"));
    }

    @Test
    void anExistingNetworkIsNamedWhole() {
        assertEquals(
                "ExistingVpcId needs ExistingPrivateSubnets, ExistingZones too; see cloudformation/README.md",
                assertThrows(
                                CommandException.class,
                                () -> deploy(
                                        Map.of("ExistingVpcId", "vpc-1", "ExistingPublicSubnets", "subnet-1,subnet-2"),
                                        false))
                        .getMessage());
    }

    @Test
    void testsOfBackupsThatAreNotMadeAreRefused() {
        states("UPDATE_COMPLETE");
        assertTrue(assertThrows(CommandException.class, () -> deploy(Map.of("RestoreTestSchedule", "weekly"), false))
                .getMessage()
                .startsWith("RestoreTestSchedule needs BackupSchedule"));
        assertFalse(fake.called("create-bucket"));
    }

    @Test
    void sizesThatCouldNotBeRolledAreRefused() {
        for (String sizes : new String[] {"2,2,2", "2,2", "3,2,4", "2,5,4", "2,2,many"}) {
            assertTrue(
                    assertThrows(CommandException.class, () -> deploy(Map.of("AppSizes", sizes), false))
                            .getMessage()
                            .startsWith("AppSizes must be"),
                    sizes);
        }
        assertFalse(fake.called("create-bucket"));
    }

    /** The next attempt would otherwise succeed with an empty database. */
    @Test
    void theOriginOfAFailedRestoreIsNamedAgain() {
        fake.answers(
                "cloudformation-describe-stacks",
                stack("ROLLBACK_COMPLETE")
                        .replace("\"Gone\"", "\"RestoreSnapshot\"")
                        .replace("\"1\"}", "\"before\"}"));
        fake.fails("cloudformation-delete-stack", "The failed stack is removed.");
        assertEquals(
                """
                The failed attempt was to restore the database. Name the origin again: --param RestoreSnapshot=before
                  For an empty database instead: --param RestoreSnapshot=""",
                assertThrows(CommandException.class, () -> deploy(Map.of(), false))
                        .getMessage());
        assertFalse(fake.called("delete-stack"));
    }

    @Test
    void nodesThatMayOpenTooManyConnectionsAreRefused() {
        states("UPDATE_COMPLETE");
        for (Map<String, String> many : List.of(
                Map.of("AppSizes", "2,2,14"),
                Map.of("AppSizes", "2,2,100", "AppSettings", "DATABASE_PLACES=4"),
                Map.of(
                        "AppSizes",
                        "2,2,25",
                        "AppSettings",
                        "DATABASE_PLACES=16,LOAD_ENABLED=true,DATABASE_PLACES=9"))) {
            String problem = assertThrows(CommandException.class, () -> deploy(many, false))
                    .getMessage();
            assertTrue(problem.contains("connections to a database, which accepts 1000"), problem);
        }
        for (Map<String, String> few : List.of(
                Map.of("AppSizes", "2,2,13"),
                Map.of("AppSizes", "2,2,50", "AppSettings", "DATABASE_PLACES=3"),
                Map.of("AppSizes", "2,2,100", "AppSettings", "DATABASE_PLACES=4", "MaxConnections", "2400"))) {
            Settings settings = new Settings(few);
            int limit = Integer.parseInt(few.getOrDefault("MaxConnections", "1000"));
            assertTrue(ConnectionLimit.of(Path.of("")).of(settings) <= limit, few::toString);
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        assertTrue(problem("/nowhere", "eu-central-1").startsWith("The AWS CLI is missing. Install version 2"));
        assertTrue(problem(fake.path(), "").startsWith("No region is configured"));
        fake.version("aws-cli/1.45.11 Python/3.11.7\n");
        assertTrue(problem(fake.path(), "eu-central-1").startsWith("The AWS CLI is too old: aws-cli/1.45.11"));
    }

    @Test
    void missingCredentialsAreSaid() throws Exception {
        FakeAws other = new FakeAws(Files.createDirectory(folder.resolve("other")));
        Files.delete(folder.resolve("other/sts-get-caller-identity.1"));
        other.fails(
                        "sts-get-caller-identity",
                        "Unable to locate credentials. You can configure credentials by running \"aws login\".")
                .fails(
                        "sts-get-caller-identity",
                        "Could not connect to the endpoint URL: \"https://sts.eu-middle-1.amazonaws.com/\"");
        assertTrue(problem(other.path(), "eu-central-1").contains("\n  The AWS CLI has no valid credentials"));
        assertTrue(
                problem(other.path(), "eu-middle-1").contains("\n  AWS does not answer in the region \"eu-middle-1\""));
    }

    @Test
    void aBucketOfSomebodyElseIsNotUsed() {
        states("UPDATE_COMPLETE");
        fake.fails("s3api-head-bucket", "An error occurred (403) when calling the HeadBucket operation: Forbidden");
        assertTrue(assertThrows(CommandException.class, () -> deploy(Map.of(), false))
                .getMessage()
                .contains("belongs to another account"));
        assertTrue(fake.called(
                "head-bucket --bucket three-tier-111122223333-eu-central-1 --expected-bucket-owner 111122223333"));
        assertFalse(fake.called("put-object"));
    }

    @Test
    void affinityNeedsHttp() {
        assertEquals(
                "Sessions=affinity needs Protocol=http, because the balancer sets a cookie. Sessions=replication works"
                        + " with both.",
                assertThrows(
                                CommandException.class,
                                () -> deploy(Map.of("Sessions", "affinity", "Protocol", "ajp"), false))
                        .getMessage());
    }

    /** No certificate covers the balancer's own name, so HTTPS needs a domain name. */
    @Test
    void aCertificateComesWithTheNameItIsFor() {
        assertEquals(
                "CertificateArn needs DomainName too; see cloudformation/README.md",
                assertThrows(CommandException.class, () -> deploy(Map.of("CertificateArn", "arn:aws:acm:1"), false))
                        .getMessage());
        fake.answers(
                "cloudformation-describe-stacks",
                withOutputs(stack("UPDATE_COMPLETE"), "Balancer", "b.elb.amazonaws.com"));
        noChanges();
        deploy(Map.of("CertificateArn", "arn:aws:acm:1", "DomainName", "site.example"), false);
        assertTrue(
                said.contains("http://site.example needs a DNS record that points to b.elb.amazonaws.com"),
                said.toString());
    }

    /** With the wrong zone, the deployment would wait hours for its certificate. */
    @Test
    void aZoneIsThatOfTheNames() {
        assertRefusedNames("HostedZoneId needs DomainName too; see cloudformation/README.md", "");
        fake.answers(
                "route53-get-hosted-zone",
                "{\"HostedZone\": {\"Name\": \"other.org.\"}}",
                "{\"HostedZone\": {\"Name\": \"ample.org.\"}}",
                "{\"HostedZone\": {\"Name\": \"example.org.\", \"Config\": {\"PrivateZone\": true}}}");
        String others = "The zone Z1 has the names of %s, not www.example.org. Give the zone of www.example.org as"
                + " HostedZoneId.";
        assertRefusedNames(others.formatted("other.org"), "www.example.org");
        assertRefusedNames(others.formatted("ample.org"), "www.example.org");
        assertRefusedNames("The zone Z1 is private. A certificate needs a public zone.", "www.example.org");
    }

    private void assertRefusedNames(String message, String name) {
        assertEquals(
                message,
                assertThrows(
                                CommandException.class,
                                () -> deploy(Map.of("HostedZoneId", "Z1", "DomainName", name), false))
                        .getMessage());
    }

    private String problem(String path, String region) {
        return assertThrows(CommandException.class, () -> Aws.connect(path, region, Duration.ZERO))
                .getMessage();
    }
}
