package threetier.drill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import threetier.stage.Arguments;
import threetier.stage.Stage;
import threetier.stage.StageException;
import threetier.stage.Workspace;

/** The command {@code ./three-tier drill}. */
public final class Main {

    private static final String STAGE = "drill";
    private static final Path FOLDER = Path.of("target/drill");

    private static final int SOAK_MINUTES = 3;

    private Main() {
    }

    public static void main(String[] arguments) {
        try {
            System.exit(run(new Arguments(List.of(arguments))));
        } catch (StageException failure) {
            if (!Stage.interrupted()) {
                System.err.println("three-tier: " + failure.getMessage());
            }
            System.exit(1);
        }
    }

    private static int run(Arguments arguments) {
        List<Drill> all = Drills.all(arguments.number("--minutes", SOAK_MINUTES, 1, 9_999));
        String what = arguments.next("--list");
        arguments.nothingLeft();
        if (what.equals("--list")) {
            all.forEach(drill -> System.out.printf("%-16s %s%n", drill.name(), drill.breaks()));
            return 0;
        }
        List<Drill> drills = all.stream().filter(drill -> what.equals("all") || what.equals(drill.name())).toList();
        if (drills.isEmpty()) {
            throw new StageException("There is no drill \"" + what + "\"; see ./three-tier drill --list");
        }
        boolean terminal = System.console() != null;
        Consumer<String> report = line -> System.out.println((terminal ? Progress.ERASE : "") + line);
        Stage.stopLeftovers(Workspace.beside(STAGE), report);
        Stage.stopAtExit(Workspace.beside(STAGE), report);
        List<Result> results = new ArrayList<>();
        drills.forEach(drill -> results.add(carryOut(drill, terminal, report)));
        System.out.print(DrillTable.text(results));
        System.out.println("timelines and all requests: " + FOLDER);
        return results.stream().allMatch(Result::kept) ? 0 : 1;
    }

    /** On a stage of its own. */
    private static Result carryOut(Drill drill, boolean terminal, Consumer<String> report) {
        System.out.println(drill.name() + ": " + drill.breaks());
        try (Stage stage = Stage.startWithRelays(Workspace.fresh(STAGE), drill.shape(), report)) {
            return new Range(stage, FOLDER, System.out, terminal).carryOut(drill);
        } catch (Exception failure) {
            if (Stage.interrupted()) {
                throw new StageException("Interrupted", failure);
            }
            return new Result(drill, null, List.of("could not be carried out: " + failure.getMessage()));
        }
    }
}
