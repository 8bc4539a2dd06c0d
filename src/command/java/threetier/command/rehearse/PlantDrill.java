package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.process.Shutdown;
import threetier.command.process.Workspace;

/** Rehearses templates with planted errors. Each rehearsal must fail and name the cause. */
public final class PlantDrill {

    /** The name of this drill. A plant is named after it, with a slash between. */
    public static final String NAME = "planted-errors";

    public static final String BREAKS = "the templates have an error: a rehearsal must find each one (needs root)";

    private static final String WORKSPACE = "planted";

    private final Path folder;
    private final Consumer<String> say;

    /**
     * @param folder for the output of each rehearsal
     * @param say gets a line for each plant
     */
    public PlantDrill(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /** Whether this is the name of the drill, or of the drill and a plant. */
    public static boolean isNamed(String name) {
        return name.equals(NAME) || name.startsWith(NAME + "/");
    }

    /**
     * Carries out the drill. The plants of the network are in one rehearsal, because it prints all differences.
     *
     * @param name that of the drill, or also of a plant
     * @return whether the rehearsals have found each error, with its cause
     * @throws CommandException if there is no such plant, or this machine cannot rehearse
     */
    public boolean carryOut(String name) {
        List<Plant> chosen = Plant.all().stream()
                .filter(plant -> name.equals(NAME) || name.equals(NAME + "/" + plant.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw new CommandException(
                    "There is no drill \"" + name + "\"; src/command/rehearse/plants.yaml has all planted errors");
        }
        Namespaces.require();
        List<List<Plant>> rehearsals = new ArrayList<>();
        rehearsals.add(chosen.stream().filter(Plant::network).toList());
        chosen.stream().filter(plant -> !plant.network()).forEach(plant -> rehearsals.add(List.of(plant)));
        boolean found = true;
        for (List<Plant> plants : rehearsals) {
            found &= plants.isEmpty() || rehearsed(plants);
        }
        say.accept("output of the rehearsals: " + folder);
        return found;
    }

    private boolean rehearsed(List<Plant> plants) {
        long start = System.nanoTime();
        String output = output(plants);
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        boolean found = true;
        for (Plant plant : plants) {
            keep(plant, output);
            List<String> missing = plant.missingIn(output);
            found &= missing.isEmpty();
            say.accept("%-22s %4d s  %s"
                    .formatted(
                            plant.name(),
                            seconds,
                            missing.isEmpty()
                                    ? "ok      " + String.join("; ", plant.causes())
                                    : "FAILED  does not say: " + String.join("; ", missing)));
        }
        return found;
    }

    /** All that a rehearsal with these errors prints, and the message with which it ends. */
    static String output(List<Plant> plants) {
        List<String> report = new ArrayList<>();
        Path templates = Workspace.fresh(WORKSPACE).home();
        try {
            Plant.write(plants, templates);
            Map<String, String> parameters = new TreeMap<>();
            plants.forEach(plant -> parameters.putAll(plant.parameters()));
            Rehearsal rehearsal = new Rehearsal(report::add);
            boolean asDrawn = plants.get(0).network()
                    ? rehearsal.runNetwork(templates, parameters, false)
                    : rehearsal.runWithNodes(
                            templates, parameters, plants.get(0).scale(), false);
            report.add(asDrawn ? "The rehearsal has found nothing." : "");
        } catch (CommandException failure) {
            if (Shutdown.begun()) {
                throw failure;
            }
            report.add(failure.getMessage());
        } finally {
            Workspace.delete(templates);
        }
        return String.join("\n", report) + "\n";
    }

    private void keep(Plant plant, String output) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(plant.name() + ".txt"), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
