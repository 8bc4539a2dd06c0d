package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** {@code deploy} chooses the zones of a new stack, and keeps those of an existing one. */
class DeployZonesTest extends RecordedAws {

    @Test
    void aNewStackGetsZonesThatOfferEverything() {
        newStack();
        fake.answersOnly("ec2-describe-instance-type-offerings", instances("a", "c"), instances("a", "b", "c"));
        deploy(Map.of(), false);
        assertTrue(fake.called("ParameterKey=ZoneNames,ParameterValue=eu-central-1a\\,eu-central-1c"));
        assertTrue(said.contains("zones: eu-central-1a, eu-central-1c"), said.toString());
        assertTrue(fake.called("describe-instance-type-offerings --location-type availability-zone --filters "
                + "Name=instance-type,Values=t4g.micro"));
        assertTrue(fake.called("describe-orderable-db-instance-options --engine aurora-mysql --engine-version "
                + "8.0.mysql_aurora.3.10.4 --db-instance-class db.t4g.medium"));
    }

    @Test
    void tooFewZonesAreToldBeforeAnythingIsMade() {
        newStack();
        fake.answersOnly("ec2-describe-instance-type-offerings", instances("a", "b"), instances("a", "b", "c"));
        fake.answersOnly("rds-describe-orderable-db-instance-options", databases("b", "c"));
        assertEquals("""
                Zones=2 needs 2 zones that offer everything; eu-central-1 has 1. Nothing was changed.
                  eu-central-1a does not offer db.t4g.medium (DatabaseClass), offered in eu-central-1b, eu-central-1c
                  eu-central-1c does not offer t4g.micro (WebInstanceType), offered in eu-central-1a, eu-central-1b
                  Choose another type or class with --param, or another region with --region.""", refusal(Map.of()));
        assertFalse(fake.called("head-bucket") || fake.called("create-change-set"), "nothing is made");
    }

    @Test
    void aTypeThatNoZoneOffersIsNamed() {
        newStack();
        fake.answersOnly("ec2-describe-instance-type-offerings", instances());
        assertTrue(refusal(Map.of())
                .contains(
                        "eu-central-1a does not offer t4g.micro (WebInstanceType), offered in no zone of the region"));
    }

    @Test
    void anExistingStackKeepsItsZones() {
        update("");
        deploy(Map.of(), false);
        assertTrue(
                fake.called("ParameterKey=ZoneNames,ParameterValue=eu-central-1a\\,eu-central-1b\\,eu-central-1c"),
                "read from its subnets, in their order");
        assertFalse(fake.called("describe-availability-zones"));
    }

    @Test
    void theParameterOfAnExistingStackCounts() {
        update("eu-central-1c,eu-central-1a,eu-central-1b");
        deploy(Map.of(), false);
        assertTrue(fake.called("ParameterKey=ZoneNames,ParameterValue=eu-central-1c\\,eu-central-1a\\,eu-central-1b"));
        assertFalse(fake.called("describe-subnets"));
    }

    @Test
    void aThirdZoneIsAdded() {
        update("eu-central-1c,eu-central-1a");
        fake.answersOnly("ec2-describe-instance-type-offerings", instances("a", "b", "c"));
        deploy(Map.of("Zones", "3"), false);
        assertTrue(fake.called("ParameterKey=ZoneNames,ParameterValue=eu-central-1c\\,eu-central-1a\\,eu-central-1b"));
    }

    @Test
    void aTypeThatAnExistingZoneLacksIsRefused() {
        update("eu-central-1a,eu-central-1b,eu-central-1c");
        fake.answersOnly("ec2-describe-instance-type-offerings", instances("a", "c"));
        assertEquals("""
                A zone of this deployment lacks what it needs. Nothing was changed.
                  eu-central-1b does not offer c7g.medium (WebInstanceType), offered in eu-central-1a, eu-central-1c
                  eu-central-1b does not offer c7g.medium (AppInstanceType), offered in eu-central-1a, eu-central-1c
                  Choose a type that each of these zones offers: eu-central-1a, eu-central-1b, eu-central-1c""", refusal(Preset.SMALL_ACCOUNT.parameters()));
    }

    @Test
    void otherZonesForAnExistingStackAreRefused() {
        update("eu-central-1a,eu-central-1b,eu-central-1c");
        assertEquals(
                "The stack is in eu-central-1a, eu-central-1b, eu-central-1c; another ZoneNames would replace its network."
                        + " Leave the parameter out.",
                refusal(Map.of("ZoneNames", "eu-central-1b,eu-central-1a")));
    }

    @Test
    void aMissingPermissionIsANote() {
        newStack();
        String denied =
                "An error occurred (UnauthorizedOperation) when calling the DescribeInstanceTypeOfferings operation";
        fake.failsOnly("ec2-describe-instance-type-offerings", denied);
        fake.answersOnly("rds-describe-orderable-db-instance-options", "{}");
        deploy(Map.of(), false);
        assertEquals(
                List.of(
                        "note: it was not checked in which zones t4g.micro (WebInstanceType) is offered: " + denied,
                        "note: it was not checked in which zones t4g.small (AppInstanceType) is offered: " + denied,
                        "note: it was not checked in which zones db.t4g.medium (DatabaseClass) is offered: "
                                + "The answer has no OrderableDBInstanceOptions."),
                said.subList(0, 3));
        assertTrue(fake.called("ParameterKey=ZoneNames,ParameterValue=eu-central-1a\\,eu-central-1b"));
    }

    private String refusal(Map<String, String> parameters) {
        return assertThrows(CommandException.class, () -> deploy(parameters, false))
                .getMessage();
    }

    private void newStack() {
        fake.fails("cloudformation-describe-stacks", NO_STACK)
                .answers("cloudformation-describe-stacks", stack("REVIEW_IN_PROGRESS"), stack("CREATE_COMPLETE"));
        changes("Add", "AWS::EC2::VPC");
        events("[]", event("1", ID, "three-tier", "CREATE_IN_PROGRESS", ""));
    }

    /** @param zones the stack's parameter; empty for an older stack, which has none */
    private void update(String zones) {
        fake.answers(
                "cloudformation-describe-stacks",
                zones.isEmpty()
                        ? stack("UPDATE_COMPLETE")
                        : stack("UPDATE_COMPLETE")
                                .replace(
                                        "\"Parameters\": [",
                                        "\"Parameters\": [{\"ParameterKey\": \"ZoneNames\", \"ParameterValue\": \""
                                                + zones + "\"}, "));
        noChanges();
    }
}
