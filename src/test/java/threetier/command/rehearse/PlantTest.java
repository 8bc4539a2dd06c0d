package threetier.command.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/** The list of planted errors, without a rehearsal. */
class PlantTest {

    private static final int FEWEST = 12;

    private final Map<String, String> texts = Template.texts(Path.of("cloudformation"));

    /** A rehearsal must not end before it has played anything. */
    @Test
    void eachFitsIntoTemplatesThatCanStillBeEvaluated() {
        List<Plant> plants = Plant.all();
        assertTrue(plants.size() >= FEWEST);
        Set<String> names = new HashSet<>();
        for (Plant plant : plants) {
            assertTrue(names.add(plant.name()), plant.name());
            assertFalse(plant.causes().isEmpty(), plant.name());
            Map<String, String> edited = new TreeMap<>(texts);
            plant.into(edited);
            assertNotEquals(texts, edited, plant.name());
            Map<String, Template> templates = new TreeMap<>();
            edited.forEach((file, text) -> templates.put(file, Template.parse(file, text)));
            EvaluatedStack.of(templates, plant.parameters());
        }
    }

    @Test
    void theManualListsEach() throws Exception {
        String manual = Files.readString(Path.of("docs/rehearsal.md"));
        for (Plant plant : Plant.all()) {
            String row = "| `" + plant.name() + "` | " + plant.wrong().replaceFirst("\\.$", "") + " | "
                    + (plant.unseen() ? "yes" : "no") + " | ";
            assertTrue(manual.contains(row), row);
        }
    }

    @Test
    void aTextThatIsNotThereOnceIsRefused() {
        for (String replace : List.of("Nowhere at all", "Type: ")) {
            Plant plant = new Plant(
                    "other",
                    "",
                    false,
                    false,
                    1,
                    Map.of(),
                    List.of(new Plant.Edit("schema.yaml", replace, "")),
                    List.of());
            Map<String, String> edited = new TreeMap<>(texts);
            assertThrows(IllegalStateException.class, () -> plant.into(edited));
            assertEquals(texts, edited);
        }
    }
}
