package threetier.command;

import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import threetier.command.deploy.Consent;
import threetier.command.deploy.RegionLost;
import threetier.command.drill.DrillTable;
import threetier.command.drill.Range;
import threetier.command.drill.Result;
import threetier.command.drill.Scenario;
import threetier.command.drill.Scenarios;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.process.Shutdown;
import threetier.command.rehearse.PlantDrill;

/**
 * Runs drills. Each drill breaks one thing on purpose while the site is under load; that of planted errors breaks
 * templates, and rehearses them.
 */
@Command(
        name = "drill",
        description = "break one thing on purpose under load and report the losses, or region-lost with --stack on AWS;"
                + " exit code 1 if a promise is broken")
final class Drill implements Callable<Integer> {

    private static final Path FOLDER = Path.of("target/drill");

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "a drill, or \"all\"; without it the drills are listed")
    private String name;

    @Option(names = "--list", description = "list the drills")
    private boolean list;

    @Mixin
    private CloudOptions cloud;

    private int minutes;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "3",
            description = "how long the soak lasts (${DEFAULT-VALUE})")
    private void minutes(String typed) {
        minutes = WholeNumberConverter.of("--minutes", typed, 1, 9_999);
    }

    /** @return 0, or 1 if a promise is broken or a drill could not run */
    @Override
    public Integer call() {
        if (cloud.typed()) {
            return onAws();
        }
        List<Scenario> all = Scenarios.all(minutes);
        if (list || name == null) {
            all.forEach(scenario -> System.out.printf("%-20s %s%n", scenario.name(), scenario.breaks()));
            System.out.printf("%-20s %s%n", PlantDrill.NAME, PlantDrill.BREAKS);
            return 0;
        }
        if (PlantDrill.isNamed(name)) {
            return plants().carryOut(name) ? 0 : 1;
        }
        List<Scenario> chosen = all.stream()
                .filter(scenario -> name.equals("all") || name.equals(scenario.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw new CommandException("There is no drill \"" + name + "\"; see ./three-tier drill --list");
        }
        List<Result> results = Range.carryOut(chosen, FOLDER, System.out);
        System.out.print(DrillTable.text(results));
        System.out.println("timelines and all requests: " + FOLDER);
        boolean found = !name.equals("all") || plantsFound();
        return found && results.stream().allMatch(Result::kept) ? 0 : 1;
    }

    private static PlantDrill plants() {
        return new PlantDrill(FOLDER.resolve(PlantDrill.NAME), System.out::println);
    }

    /** As the last one of all drills. */
    private static boolean plantsFound() {
        System.out.println(PlantDrill.NAME + ": " + PlantDrill.BREAKS);
        try {
            return plants().carryOut(PlantDrill.NAME);
        } catch (CommandException failure) {
            if (Shutdown.begun()) {
                throw failure;
            }
            System.out.println("could not run: " + failure.getMessage());
            return false;
        }
    }

    private int onAws() {
        if (!"region-lost".equals(name)) {
            throw new CommandException(
                    "On AWS there is one drill: ./three-tier drill region-lost --stack " + cloud.stack());
        }
        // Java would keep an address for half a minute, longer than clients should
        Security.setProperty("networkaddress.cache.ttl", "1");
        Consent consent = new Consent(false, StandardInput::line, System.out::println, "Nothing was changed.");
        return new RegionLost(
                                cloud.aws(),
                                cloud.stack(),
                                Duration.ofSeconds(1),
                                System.out::println,
                                consent::to,
                                HttpConnection::ok)
                        .run()
                ? 0
                : 1;
    }
}
