package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.edge.ErrorPages;
import threetier.command.error.CommandException;

/** {@code deploy --edge} and {@code --no-edge}: the order of the steps, and what happens if one of them fails. */
class DeployEdgeTest extends RecordedAws {

    private static final Map<String, String> EXISTING = Map.of(
            "CertificateArn",
            "arn:aws:acm:eu-central-1:111122223333:certificate/1",
            "DomainName",
            "www.example.org",
            "ZoneNames",
            "eu-central-1a,eu-central-1b",
            "Balancers",
            "public");
    private static final Map<String, String> ZONE = Map.of(
            "HostedZoneId",
            "Z1",
            "DomainName",
            "www.example.org",
            "ZoneNames",
            "eu-central-1a,eu-central-1b",
            "Balancers",
            "public");
    private static final Map<String, String> GIVEN =
            Map.of("EdgeCertificateArn", "arn:aws:acm:us-east-1:111122223333:certificate/2");

    private EdgeAccount account;
    /** Where the DNS record of the site leads: {@code balancer}, {@code edge}, as the stack says, or nowhere. */
    private String dns = "balancer";

    @BeforeEach
    void edge() throws Exception {
        for (String file : List.of(
                "cloudformation/edge.yaml",
                "httpd/problem.conf",
                "httpd/problem/page.html",
                "httpd/look/problem.css",
                "httpd/look/retry.js")) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.copy(Path.of(file), project.resolve(file));
        }
        fake.answers("ec2-describe-managed-prefix-lists", "{\"PrefixLists\": [{\"PrefixListId\": \"pl-1\"}]}");
        fake.answers("us-east-1-s3api-list-object-versions", "{}");
        fake.answers("route53-get-hosted-zone", "{\"HostedZone\": {\"Name\": \"example.org.\"}}");
        account = new EdgeAccount(folder.resolve("bin"));
    }

    @Test
    void anExistingSiteMovesInTwoRuns() {
        account.stack("three-tier", EXISTING);
        assertTrue(on(GIVEN));
        assertEquals(List.of("three-tier is both", "three-tier-edge is a"), account.journal());
        assertTrue(
                said.get(said.size() - 1)
                        .startsWith("Next: point the DNS record of www.example.org to d1.cloudfront.net."),
                said.toString());
        assertEquals(List.of(), checked, "the name does not lead there yet");
        dns = "edge";
        assertTrue(on(Map.of()));
        assertEquals(
                List.of("three-tier is both", "three-tier-edge is a", "three-tier is internal"), account.journal());
        assertEquals(List.of("https://www.example.org"), checked);
        assertTrue(on(Map.of()));
        assertEquals(3, account.journal().size(), "a further run changes nothing");
    }

    @Test
    void itMovesBackInTwoRuns() {
        behind();
        assertTrue(off());
        assertEquals(List.of("three-tier is both"), account.journal());
        assertTrue(
                said.get(said.size() - 1)
                        .startsWith("Next: point the DNS record of www.example.org to alb.example.org."),
                said.toString());
        dns = "balancer";
        assertTrue(off());
        assertEquals(List.of("three-tier is both", "three-tier-edge gone", "three-tier is public"), account.journal());
        assertTrue(
                index("s3api list-object-versions --bucket pages") >= 0, "CloudFormation deletes only an empty bucket");
        assertTrue(off());
        assertEquals(3, account.journal().size(), "a further run changes nothing");
    }

    @Test
    void aNewSiteNeverHasAPublicBalancer() {
        dns = "";
        Map<String, String> given = new TreeMap<>(GIVEN);
        given.put("CertificateArn", EXISTING.get("CertificateArn"));
        given.put("DomainName", "www.example.org");
        assertTrue(on(given));
        assertEquals(List.of("three-tier is internal", "three-tier-edge is a"), account.journal());
        assertTrue(said.get(said.size() - 1).contains("d1.cloudfront.net"), said.toString());
        dns = "edge";
        assertTrue(on(Map.of()));
        assertEquals(2, account.journal().size());
        assertEquals(List.of("https://www.example.org"), checked);
    }

    /** The records change between the steps: after the new way exists, and before the old one goes. */
    @Test
    void withAZoneItMovesInOneRun() {
        account.stack("three-tier", ZONE);
        recordsFollowTheStack();
        assertTrue(on(Map.of()));
        assertEquals(
                List.of(
                        "three-tier is both",
                        "three-tier-edge is a",
                        "three-tier is both records at d1.cloudfront.net",
                        "three-tier is internal records at d1.cloudfront.net"),
                account.journal());
        assertEquals(List.of("https://www.example.org"), checked);
        assertTrue(on(Map.of()));
        assertEquals(4, account.journal().size(), "a further run changes nothing");
        reset();
        assertTrue(off());
        assertEquals(
                List.of(
                        "three-tier is both records at d1.cloudfront.net",
                        "three-tier is both",
                        "three-tier-edge gone",
                        "three-tier is public"),
                account.journal());
    }

    @Test
    void aNewSiteWithAZoneNeedsNoCertificate() {
        recordsFollowTheStack();
        assertTrue(on(Map.of("HostedZoneId", "Z1", "DomainName", "www.example.org")));
        assertEquals(
                List.of(
                        "three-tier is internal",
                        "three-tier-edge is a",
                        "three-tier is internal records at d1.cloudfront.net"),
                account.journal());
        assertEquals(List.of("https://www.example.org"), checked);
        assertEquals("Z1", account.parameter("three-tier-edge", "HostedZoneId"));
        assertEquals("", account.parameter("three-tier-edge", "EdgeCertificateArn"));
    }

    /** A record has changed, but this machine still sees the old one: nothing goes. */
    @Test
    void withAZoneNothingGoesWhileTheOldRecordIsSeen() {
        account.stack("three-tier", ZONE);
        assertTrue(on(Map.of()));
        assertEquals(3, account.journal().size());
        assertTrue(said.get(said.size() - 1).contains("this machine does not see it yet"), said.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withAZoneEachStepMayFail(boolean before) {
        recordsFollowTheStack();
        eachStepMayFail(5, before, () -> {
            account.stack("three-tier", ZONE);
            repeated(() -> on(Map.of()));
            assertEquals(
                    List.of(
                            "three-tier is both",
                            "three-tier-edge is a",
                            "three-tier is both records at d1.cloudfront.net",
                            "three-tier is internal records at d1.cloudfront.net"),
                    account.journal());
            account.remove("three-tier-edge");
        });
    }

    /** Without an answer, nobody knows where clients are. */
    @Test
    void nothingGoesWhileTheNameDoesNotAnswer() {
        account.stack("three-tier", EXISTING);
        dns = "";
        on(GIVEN);
        on(Map.of());
        off();
        off();
        assertEquals(List.of("three-tier is both", "three-tier-edge is a"), account.journal());
    }

    /**
     * Fails each step once, before or after its effect. Further runs of the same command end as if nothing had failed.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachStepThereMayFail(boolean before) {
        eachStepMayFail(5, before, () -> {
            account.stack("three-tier", EXISTING);
            repeatedWhile("balancer", "edge", () -> on(GIVEN));
            assertEquals(
                    List.of("three-tier is both", "three-tier-edge is a", "three-tier is internal"), account.journal());
            account.remove("three-tier-edge");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachStepBackMayFail(boolean before) {
        eachStepMayFail(3, before, () -> {
            account.stack("three-tier", behindEdge());
            account.stack("three-tier-edge", Map.of("OriginSlot", "a"));
            repeatedWhile("edge", "balancer", this::off);
            assertEquals(
                    List.of("three-tier is both", "three-tier-edge gone", "three-tier is public"), account.journal());
        });
    }

    private void eachStepMayFail(int steps, boolean before, Runnable move) {
        for (int step = 1; step <= steps; step++) {
            reset();
            account.fail(step, before);
            move.run();
            assertTrue(account.hasFailed(), "there is no step " + step);
        }
        if (before) {
            reset();
            account.fail(steps + 1, true);
            move.run();
            assertFalse(account.hasFailed(), "there are more than " + steps + " steps");
        }
    }

    /** An origin in use cannot change. */
    @Test
    void anotherBalancerGetsTheOtherSlot() {
        behind();
        account.balancer("arn:aws:elasticloadbalancing:internal-2");
        assertTrue(on(Map.of()));
        assertEquals(List.of("three-tier-edge is b"), account.journal());
        account.balancer("arn:aws:elasticloadbalancing:internal-3");
        assertTrue(on(Map.of()));
        assertEquals(List.of("three-tier-edge is b", "three-tier-edge is a"), account.journal());
    }

    @Test
    void aPlainDeploymentLeavesTheEdgeAlone() {
        behind();
        deploy(Map.of("AppSizes", "3,3,6"), false);
        assertEquals(List.of("three-tier is internal"), account.journal());
        assertFalse(fake.called("--region us-east-1"));
    }

    @Test
    void destroyRemovesTheDistributionFirst() {
        behind();
        fake.answers("rds-describe-db-cluster-snapshots", "{}");
        assertTrue(new Removal(aws(), project, said::add, () -> Optional.of("three-tier")).run("three-tier", false));
        assertEquals(List.of("three-tier-edge gone", "three-tier gone"), account.journal());
    }

    @Test
    void withoutConsentNothingChanges() {
        account.stack("three-tier", EXISTING);
        EdgeDeployment refused = deployment(() -> Optional.of("no"));
        assertFalse(refused.on(new DeploymentRequest("three-tier", GIVEN, false, Set.of(), false)));
        assertEquals(List.of(), account.journal());
    }

    @Test
    void aDryRunChangesNothing() {
        account.stack("three-tier", EXISTING);
        assertTrue(deployment(Optional::empty).on(new DeploymentRequest("three-tier", GIVEN, true, Set.of(), false)));
        assertEquals(List.of(), account.journal());
        assertTrue(said.contains("Then the distribution is created or updated, and the public balancer goes."));
    }

    @Test
    void whatCannotWorkIsRefusedFirst() {
        account.stack("three-tier", EXISTING);
        assertRefused("CloudFront takes a certificate only from the region us-east-1", Map.of());
        assertRefused(
                "CloudFront takes a certificate only from the region us-east-1",
                Map.of("EdgeCertificateArn", EXISTING.get("CertificateArn")));
        assertRefused("the balancers are protected", with("DeletionProtection", "true"));
        assertRefused("under its own name", with("DomainName", ""));
        for (String own : List.of("Balancers", "CloudFrontAddresses", "EdgeDomain")) {
            assertThrows(CommandException.class, () -> EdgeDeployment.refuseOwnParameters(Map.of(own, "value")));
        }
        assertEquals(List.of(), account.journal());
        assertFalse(fake.called("head-bucket"), "nothing is uploaded");
    }

    @Test
    void thePagesLookLikeThoseOfTheSite() {
        account.stack("three-tier", EXISTING);
        on(GIVEN);
        Map<String, String> files = new ErrorPages(project).files();
        assertEquals(Set.of("problem.css", "retry.js", "403.html", "502.html", "504.html"), files.keySet());
        String page = files.get("504.html");
        assertTrue(page.contains("<h1>504 Gateway Timeout</h1>"), page);
        assertTrue(page.contains("check whether it was made before you send it again"), page);
        assertTrue(page.contains("/problem/edge/problem.css") && page.contains("/problem/edge/retry.js"), page);
        assertFalse(page.contains("<!--") || page.contains("Request <code>"), page);
        assertFalse(files.get("403.html").contains("retry.js"), "trying again does not help");
        assertTrue(fake.called("s3api put-object --bucket pages --key problem/edge/502.html"));
    }

    private void assertRefused(String part, Map<String, String> given) {
        String message = assertThrows(CommandException.class, () -> on(given)).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> given = new TreeMap<>(GIVEN);
        given.put(name, value);
        return given;
    }

    private static Map<String, String> behindEdge() {
        Map<String, String> parameters = new TreeMap<>(EXISTING);
        parameters.put("Balancers", "internal");
        return parameters;
    }

    /** A site that is behind CloudFront. */
    private void behind() {
        account.stack("three-tier", behindEdge());
        dns = "edge";
        on(GIVEN);
        reset();
    }

    /** Forgets what happened so far. The stacks stay. */
    private void reset() {
        for (String file : List.of("journal", "steps", "calls")) {
            folder.resolve("bin").resolve(file).toFile().delete();
        }
        said.clear();
        checked.clear();
    }

    /** The name of the site leads where the records of the stack lead. */
    private void recordsFollowTheStack() {
        dns = "records";
    }

    /** Runs the command once with each of these places to which the DNS record of the site leads. */
    private void repeatedWhile(String from, String to, BooleanSupplier command) {
        for (String place : List.of(from, to)) {
            dns = place;
            repeated(command);
        }
    }

    /** Runs the command until it succeeds. What fails is tried again, as by its user. */
    private static void repeated(BooleanSupplier command) {
        for (int run = 1; run <= 2; run++) {
            try {
                assertTrue(command.getAsBoolean());
                return;
            } catch (CommandException failed) {
                assertTrue(failed.getMessage().contains("is busy") && run == 1, failed.getMessage());
            }
        }
    }

    private boolean on(Map<String, String> given) {
        return deployment(Optional::empty).on(request(given, false));
    }

    private boolean off() {
        return deployment(Optional::empty).off(request(Map.of(), false));
    }

    private EdgeDeployment deployment(Supplier<Optional<String>> answer) {
        return new EdgeDeployment(
                aws(),
                project,
                said::add,
                answer,
                checked::add,
                url -> dns.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                dns.equals("records")
                                        ? !account.parameter("three-tier", "EdgeDomain")
                                                .isEmpty()
                                        : dns.equals("edge")));
    }
}
