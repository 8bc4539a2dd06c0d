package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** Tests of {@code patch}. */
class PatchTest extends RecordedAws {

    @Test
    void theNodesAreReplacedAndNothingElseChanges() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::EC2::LaunchTemplate");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        assertTrue(patch("yes"));
        assertTrue(said.contains("All nodes are replaced, one after the other: Vpc"), said.toString());
        String made = fake.calls().get(index("cloudformation create-change-set"));
        assertTrue(
                made.contains(" --use-previous-template --parameters ParameterKey=Gone,UsePreviousValue=true "
                        + "ParameterKey=Zones,UsePreviousValue=true "),
                made);
        assertFalse(fake.called("put-object") || fake.called("cloudformation package"), "the bundles stay");
        assertTrue(fake.called("execute-change-set"));
        assertEquals(List.of("http://site.example"), checked);
    }

    /** Its previous value is the name of a public parameter, which CloudFormation reads anew. */
    @Test
    void theNameOfTheImageStays() {
        fake.answers(
                "cloudformation-describe-stacks",
                stack("UPDATE_COMPLETE")
                        .replace("\"Gone\"", "\"Image\"")
                        .replace("\"1\"}", "\"/aws/service/newest\", \"ResolvedValue\": \"ami-0abc\"}"));
        changes("Modify", "AWS::EC2::LaunchTemplate");
        events("[]", event("1", ID, "three-tier", "UPDATE_IN_PROGRESS", ""));
        assertTrue(patch("yes"));
        assertTrue(fake.called(" ParameterKey=Image,UsePreviousValue=true "));
        assertFalse(fake.called("ami-0abc"));
    }

    @Test
    void nothingHappensWithoutConsent() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::EC2::LaunchTemplate");
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
        assertFalse(patch("no"));
        assertFalse(fake.called("execute-change-set"));
    }

    @Test
    void theNewestImageIsNotRolledAgain() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        noChanges();
        assertTrue(patch("no"));
        assertEquals("  nothing: all nodes already have the newest image", said.get(said.size() - 1));
    }

    @Test
    void aPinnedImageIsNamed() {
        fake.answers(
                "cloudformation-describe-stacks",
                stack("UPDATE_COMPLETE").replace("\"Gone\"", "\"ImageId\"").replace("\"1\"}", "\"ami-0abc\"}"));
        assertTrue(assertThrows(CommandException.class, () -> patch("yes"))
                .getMessage()
                .startsWith(
                        "The parameter ImageId pins the image ami-0abc. Deploy with a newer one: ./three-tier deploy"));
        assertFalse(fake.called("create-change-set"));
    }

    @Test
    void aMissingStackIsNamed() {
        fake.fails("cloudformation-describe-stacks", NO_STACK);
        assertEquals(
                "There is no stack three-tier in eu-central-1 to patch.",
                assertThrows(CommandException.class, () -> patch("yes")).getMessage());
    }

    private boolean patch(String answer) {
        return new ImagePatch(aws(), project, said::add, () -> Optional.of(answer), checked::add)
                .run(new DeploymentRequest("three-tier", Map.of(), false, Set.of(), false));
    }
}
