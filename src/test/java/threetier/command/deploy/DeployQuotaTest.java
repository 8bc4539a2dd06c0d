package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** Tests that {@code deploy} compares the account's quotas with its needs before it creates anything. */
class DeployQuotaTest extends RecordedAws {

    private static final String DENIED =
            "An error occurred (AccessDeniedException) when calling the GetServiceQuota operation: not authorized";

    @BeforeEach
    void newStack() {
        fake.fails("cloudformation-describe-stacks", NO_STACK)
                .answers(
                        "cloudformation-describe-stacks",
                        stack("REVIEW_IN_PROGRESS"),
                        stack("CREATE_IN_PROGRESS"),
                        stack("CREATE_COMPLETE"));
        changes("Add", "AWS::EC2::VPC");
        events("[]", event("1", ID, "three-tier", "CREATE_IN_PROGRESS", ""));
    }

    @Test
    void aNewAccountIsToldWhatToDoBeforeAnythingIsMade() {
        fake.answersOnly("service-quotas-get-service-quota", quota("5.0"));
        assertEquals("""
                The account's quotas in eu-central-1 are too small for this deployment. Nothing was changed. What to do:
                  vCPUs of standard on-demand instances: 10 needed (4 nodes, and one more while nodes are replaced), \
                the quota is 5, others use 0. Either choose --preset small-account, or ask for more: \
                aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-1216C47A \
                --desired-value 10 --region eu-central-1""", refusal(Map.of()));
        assertFalse(fake.called("head-bucket") || fake.called("create-change-set"), "nothing is made");
    }

    @Test
    void thePresetFitsANewAccount() {
        fake.answersOnly("service-quotas-get-service-quota", quota("5.0"));
        fake.answersOnly("ec2-describe-instance-types", "{\"InstanceTypes\": [" + processors("c7g.medium", 1) + "]}");
        deploy(Preset.named("small-account").parameters(), false);
        assertTrue(fake.called("execute-change-set"));
        assertTrue(
                said.stream()
                        .anyMatch(
                                line -> line.startsWith("note: the largest sizes (WebSizes, AppSizes) need 6 vCPUs of "
                                        + "standard on-demand instances; the quota is 5 and others use 0.")),
                said.toString());
    }

    /** Spot instances, instances of other families and the stack's own instances do not count. */
    @Test
    void whatOthersUseCounts() {
        fake.answersOnly("service-quotas-get-service-quota", quota("14.0"));
        String own = "\"Tags\": [{\"Key\": \"three-tier\", \"Value\": \"three-tier\"}]";
        fake.answersOnly(
                "ec2-describe-instances",
                "{\"Reservations\": [{\"Instances\": [" + instance("m5.xlarge", "\"Tags\": []") + ", "
                        + instance("p3.2xlarge", "\"Tags\": []") + ", " + instance("t4g.small", own) + ", "
                        + instance("c6i.large", "\"InstanceLifecycle\": \"spot\"") + "]}, {\"Instances\": ["
                        + instance("inf1.xlarge", "\"Tags\": []") + ", "
                        + instance("im4gn.large", "\"Tags\": []") + "]}]}");
        assertTrue(refusal(Map.of())
                .contains("10 needed (4 nodes, and one more while nodes are replaced), the quota is 14, "
                        + "others use 8."));
    }

    @Test
    void everyQuotaHasItsLine() {
        // One query each for vCPUs, addresses, VPCs and the two kinds of balancers
        fake.answersOnly(
                "service-quotas-get-service-quota",
                quota("100.0"),
                quota("5.0"),
                quota("1.0"),
                quota("1.0"),
                quota("1.0"));
        fake.answersOnly("ec2-describe-addresses", "{\"Addresses\": [{}, {}, {}]}");
        fake.answersOnly("ec2-describe-vpcs", "{\"Vpcs\": [{}]}");
        fake.answersOnly(
                "elbv2-describe-load-balancers",
                "{\"LoadBalancers\": [{\"Type\": \"application\"}, {\"Type\": \"network\"}]}");
        String said = refusal(Map.of("Zones", "3", "NatGateways", "per-zone"));
        assertTrue(
                said.contains(
                        "Elastic IP addresses: 3 needed, the quota is 5, others use 3. Either choose NatGateways=one, "
                                + "or ask for more: aws service-quotas request-service-quota-increase --service-code ec2 "
                                + "--quota-code L-0263D0A3 --desired-value 6 "),
                said);
        assertTrue(said.contains("VPCs: 1 needed, the quota is 1, others use 1.") && said.contains("L-F678F1CE"), said);
        assertTrue(said.contains("application load balancers: 1 needed") && said.contains("L-53DA6B97"), said);
        assertTrue(said.contains("network load balancers: 1 needed") && said.contains("L-69A177A2"), said);
        assertFalse(said.contains("vCPU"), said);
    }

    /** With affinity, both balancers are Application Load Balancers. */
    @Test
    void affinityNeedsTwoApplicationBalancers() {
        fake.answersOnly("service-quotas-get-service-quota", quota("100.0"), quota("5.0"), quota("1.0"), quota("1.0"));
        String said = refusal(Map.of("Sessions", "affinity"));
        assertTrue(said.contains("application load balancers: 2 needed"), said);
        assertFalse(said.contains("network load balancers"), said);
    }

    /** AWS stores a quota for an account only after somebody has requested a change of it. */
    @Test
    void theDefaultCountsWithoutAValueOfTheAccount() {
        fake.failsOnly(
                "service-quotas-get-service-quota",
                "An error occurred (NoSuchResourceException) when calling the GetServiceQuota operation: none");
        fake.answers("service-quotas-get-aws-default-service-quota", quota("5.0"));
        assertTrue(refusal(Map.of()).contains("the quota is 5,"));
    }

    @Test
    void aMissingPermissionIsANote() {
        fake.failsOnly("service-quotas-get-service-quota", DENIED);
        deploy(Map.of(), false);
        assertTrue(fake.called("execute-change-set"));
        assertEquals(5, notes().size(), said.toString());
        assertEquals(
                "note: the quota for vCPUs of standard on-demand instances was not checked: " + DENIED, notes().get(0));
    }

    @Test
    void anAnswerThatIsNotUnderstoodIsANote() {
        fake.answersOnly("service-quotas-get-service-quota", "{\"Quota\": {\"Value\": \"many\"}}");
        deploy(Map.of(), false);
        assertTrue(fake.called("execute-change-set"));
        assertEquals(5, notes().size(), said.toString());
    }

    /** A deployment into an existing network creates neither a VPC nor public addresses. */
    @Test
    void anExistingNetworkNeedsNone() {
        deploy(
                Map.of(
                        "ExistingVpcId",
                        "vpc-1",
                        "ExistingPublicSubnets",
                        "subnet-1,subnet-2",
                        "ExistingPrivateSubnets",
                        "subnet-3,subnet-4",
                        "ExistingZones",
                        "eu-central-1a,eu-central-1b"),
                false);
        assertFalse(fake.called("L-F678F1CE") || fake.called("L-0263D0A3"));
        assertTrue(fake.called("L-1216C47A") && fake.called("L-53DA6B97"));
    }

    private String refusal(Map<String, String> parameters) {
        return assertThrows(CommandException.class, () -> deploy(parameters, false))
                .getMessage();
    }

    private List<String> notes() {
        return said.stream().filter(line -> line.startsWith("note: the quota")).toList();
    }

    private static String instance(String type, String more) {
        return "{\"InstanceType\": \"" + type + "\", \"CpuOptions\": {\"CoreCount\": 2, \"ThreadsPerCore\": 2}, " + more
                + "}";
    }
}
