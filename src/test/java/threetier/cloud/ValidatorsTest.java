package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.command.template.Template;

/** Tests that the validators find nothing in the templates except acknowledged findings. */
class ValidatorsTest {

    @Test
    void awsFindsNothing() {
        assertEquals(
                List.of(),
                Acknowledged.open(AwsValidator.findings(Template.texts(Stacks.FOLDER)), Acknowledged.of("aws")));
    }

    @Test
    void propertiesAreThoseOfTheSpecification() {
        assertEquals(
                List.of(),
                Stacks.TEMPLATES.values().stream()
                        .flatMap(template -> PropertyCheck.findings(Stacks.specification(), template).stream())
                        .toList());
    }

    @Test
    void changeSetsCanBeMade() {
        assertEquals(List.of(), PreviewCheck.findings(Stacks.TEMPLATES));
    }

    @Test
    void referencesLeadSomewhere() {
        assertEquals(
                List.of(),
                Stacks.TEMPLATES.values().stream()
                        .flatMap(template ->
                                ReferenceCheck.findings(Stacks.specification(), Stacks.TEMPLATES, template).stream())
                        .toList());
    }
}
