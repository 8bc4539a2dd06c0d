package threetier.drill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
            System.exit(run(new ArrayList<>(List.of(arguments))));
        } catch (StageException failure) {
            if (!Stage.interrupted()) {
                System.err.println("three-tier: " + failure.getMessage());
            }
            System.exit(1);
        }
    }

    private static int run(List<String> arguments) {
        List<Drill> all = Drills.all(minutes(arguments));
        String what = arguments.isEmpty() ? "--list" : arguments.remove(0);
        if (!arguments.isEmpty()) {
            throw new StageException("\"" + arguments.get(0) + "\" is not understood here; see ./three-tier --help");
        }
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

    private static int minutes(List<String> arguments) {
        int at = arguments.indexOf("--minutes");
        if (at < 0) {
            return SOAK_MINUTES;
        }
        arguments.remove(at);
        String text = at < arguments.size() ? arguments.remove(at) : "";
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new StageException("--minutes must be a whole number from 1 to 9999, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
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
