package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import threetier.command.process.Program;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Tests that the templates follow the project's own rules in every variant of a deployment. */
class OwnAssertionsTest {

    private static final int MOST_LINES = 320;
    private static final int MOST_LINES_OF_ROOT = 345;

    @SuppressWarnings("unused")
    private static final List<Variant> VARIANTS = Variant.ALL;

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void hold(Variant variant) {
        assertEquals(List.of(), Assertion.problems(variant.deploy(Stacks.TEMPLATES)));
    }

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void userDataIsAScript(Variant variant) {
        for (Resource template : variant.deploy(Stacks.TEMPLATES).resources("AWS::EC2::LaunchTemplate")) {
            byte[] script = Base64.getDecoder()
                    .decode(template.map("LaunchTemplateData").get("UserData").toString());
            assertEquals(
                    "",
                    new Program("bash", "-n")
                            .reading(new String(script, StandardCharsets.UTF_8))
                            .result()
                            .all());
        }
    }

    @Test
    void templatesAreForAnyRegionAndAccount() {
        Template.texts(Stacks.FOLDER)
                .forEach((name, text) -> assertEquals(List.of(), NamingAssertions.places(text), name));
    }

    @Test
    void templatesAreShort() {
        Template.texts(Stacks.FOLDER)
                .forEach((name, text) -> assertTrue(
                        text.lines().count() < (name.equals(EvaluatedStack.ROOT) ? MOST_LINES_OF_ROOT : MOST_LINES),
                        name + " has " + text.lines().count() + " lines"));
    }

    @Test
    void nestingHasOneLevel() {
        Stacks.TEMPLATES.values().stream()
                .filter(template -> !List.of(EvaluatedStack.ROOT, EvaluatedStack.APPLICATION)
                        .contains(template.name()))
                .forEach(template -> assertTrue(
                        template.section("Resources").values().stream()
                                .noneMatch(resource -> "AWS::CloudFormation::Stack"
                                        .equals(Template.map(resource).get("Type"))),
                        template.name()));
    }
}
