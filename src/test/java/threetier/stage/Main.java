package threetier.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The commands of {@code ./three-tier} that concern the stage. */
public final class Main {

    private static final Consumer<String> PRINT = System.out::println;

    private final Workspace workspace = Workspace.ofProject();
    private final Nodes nodes = new Nodes(workspace);
    private final Arguments arguments;

    private Main(List<String> arguments) {
        this.arguments = new Arguments(arguments);
    }

    public static void main(String[] arguments) {
        try {
            int status = new Main(Arrays.asList(arguments).subList(1, arguments.length)).run(arguments[0]);
            System.exit(status);
        } catch (StageException failure) {
            // After Ctrl-C everything that waits for a node fails; that is no news
            if (!Command.closed()) {
                System.out.flush();
                System.err.println("three-tier: " + failure.getMessage());
            }
            System.exit(1);
        }
    }

    private int run(String command) {
        return switch (command) {
            case "up" -> up();
            case "down" -> down();
            case "status" -> status();
            case "logs" -> logs();
            case "check" -> check();
            case "redeploy" -> redeploy();
            case "tools" -> tools();
            default -> throw new StageException("There is no command \"" + command + "\"; see ./three-tier --help");
        };
    }

    private int up() {
        boolean detached = arguments.flag("-d");
        int port = arguments.number("--port", 8080, 1, 65_535);
        int web = arguments.number("--web", 1, 1, 9);
        int app = arguments.number("--app", 1, 1, 9);
        Application application = application();
        Shape.Protocol protocol = arguments.flag("--ajp") ? Shape.Protocol.AJP : Shape.Protocol.HTTP;
        String database = arguments.option("--database", "mariadb");
        Engine.choose(database);
        arguments.nothingLeft();
        String settings = Arrays.asList(port, web, app, protocol, database, application).toString();
        if (Stage.alone(workspace, this::raised)) {
            String url = Stage.address(nodes.entrance("web"));
            if (!settings.equals(nodes.settings())) {
                throw new StageException("three-tier is running already, at " + url + ", with other settings. Stop it first: ./three-tier down");
            }
            System.out.println("three-tier is running: " + url);
            return 0;
        }
        Stage.stop(nodes, PRINT);
        Tools.install(web > 1 || app > 1);
        Thread stop = Stage.stopAtExit(workspace, PRINT);
        long start = System.nanoTime();
        Stage stage = Stage.start(workspace, new Shape(port, web, app, protocol, "512m", application), PRINT);
        nodes.settled(settings);
        System.out.printf("three-tier is ready after %.1f s: %s%n", (System.nanoTime() - start) / 1e9, stage.url());
        if (detached) {
            Runtime.getRuntime().removeShutdownHook(stop);
            return 0;
        }
        System.out.println("Ctrl-C stops it.");
        return watch(stop);
    }

    /** Whether an earlier command has raised all of it, and all of it still runs. */
    private boolean raised() {
        List<Node> all = nodes.all();
        return nodes.settings() != null && !all.isEmpty() && all.stream().allMatch(Node::alive);
    }

    /** Until Ctrl-C, until a node ends by itself, or until another command has stopped them; what runs then is not this one's. */
    private int watch(Thread stop) {
        List<Node> own = nodes.all();
        while (own.stream().allMatch(Node::alive)) {
            Command.pause(500);
        }
        Node ended = own.stream().filter(node -> !node.alive()).findFirst().orElseThrow();
        // Who stops a node takes it off the list next
        Command.pause(500);
        if (!nodes.all().contains(ended)) {
            Runtime.getRuntime().removeShutdownHook(stop);
            System.out.println("Another command stopped it.");
            return 0;
        }
        throw new StageException(ended.name() + " ended. Its log ends with:\n" + Command.lastLines(List.of(workspace.log(ended.name()))));
    }

    private int down() {
        boolean volumes = arguments.flag("--volumes");
        arguments.nothingLeft();
        if (nodes.all().isEmpty()) {
            System.out.println("three-tier is not running.");
        }
        Stage.stop(nodes, PRINT);
        if (volumes) {
            Workspace.delete(workspace.data(""));
            System.out.println("All data is deleted.");
        }
        return 0;
    }

    private int status() {
        boolean json = arguments.flag("--json");
        arguments.nothingLeft();
        List<Node> all = nodes.all();
        System.out.print(json ? StatusTable.json(all) : StatusTable.text(all));
        return !all.isEmpty() && all.stream().allMatch(Node::alive) ? 0 : 1;
    }

    private int logs() {
        List<Path> files = new ArrayList<>();
        String name = arguments.next(null);
        arguments.nothingLeft();
        for (Node node : nodes.all()) {
            if (name == null || name.equals(node.name())) {
                files.addAll(node.role().equals("httpd") ? WebTier.logs(workspace, node.name()) : List.of(workspace.log(node.name())));
            }
        }
        if (files.isEmpty()) {
            throw new StageException(nodes.all().isEmpty() ? "three-tier is not running."
                    : "There is no node \"" + name + "\"; there are " + String.join(", ", nodes.all().stream().map(Node::name).toList()) + ".");
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", "20", "-F"));
        files.forEach(file -> command.add(file.toString()));
        return foreground(command);
    }

    private int check() {
        String url = arguments.next(null);
        if (url == null) {
            throw new StageException("check needs the address to check, for example: ./three-tier check http://127.0.0.1:8080");
        }
        arguments.nothingLeft();
        return new Check(url, PRINT).run();
    }

    private int redeploy() {
        arguments.nothingLeft();
        List<Node> running = nodes.servers("app");
        if (running.isEmpty() || !running.stream().allMatch(Node::alive)) {
            throw new StageException("The app tier is not running; raise it with ./three-tier up -d");
        }
        return Stage.alone(workspace, () -> redeploy(running));
    }

    private int redeploy(List<Node> running) {
        for (Node node : running) {
            long start = System.nanoTime();
            new AppTier(workspace, nodes).reload(node);
            System.out.printf("  app   %-28s redeployed after %.1f s%n", node.name(), (System.nanoTime() - start) / 1e9);
        }
        return 0;
    }

    private int tools() {
        arguments.nothingLeft();
        Tools.install(true);
        Tools.installBrowser();
        return 0;
    }

    private static int foreground(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException failure) {
            throw new StageException("Cannot run " + command.get(0) + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Somebody's own WAR, or null. */
    private Application application() {
        String war = arguments.option("--war", null);
        String migrations = arguments.option("--migrations", null);
        if (war == null && migrations == null) {
            return null;
        }
        if (war == null || migrations == null) {
            throw new StageException("--war FILE and --migrations FOLDER belong together: an application, and what makes its tables.");
        }
        Path caller = Path.of(System.getProperty("threetier.caller", ""));
        return Application.of(caller.resolve(war).toAbsolutePath().normalize(), caller.resolve(migrations).toAbsolutePath().normalize());
    }
}
