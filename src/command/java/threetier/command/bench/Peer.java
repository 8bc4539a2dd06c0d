package threetier.command.bench;

import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import threetier.command.process.Executables;
import threetier.command.process.Node;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.stage.Stage;

/**
 * The peer application: the application as a tutorial builds it, with Flask in uWSGI behind httpd, on the same
 * databases.
 */
final class Peer {

    private static final String APP = "tutorial-app";
    private static final String WEB = "tutorial-web";
    private static final String UWSGI = "uwsgi";

    private final Stage stage;
    private final Folders folders;
    private final int port = Ports.free();
    private final Map<String, String> environment = new HashMap<>();

    Peer(Stage stage, Folders folders) {
        this.stage = stage;
        this.folders = folders;
        environment.put("PEER_PORT", Integer.toString(port));
        environment.put("PEER_HOME", folders.bench().resolve("peer").toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        database("WRITER", "writer");
        database("READER", "reader");
    }

    /** Installs missing packages where possible. */
    static void install() {
        Tools.need(
                "The tutorial's application server (uWSGI with Flask and PyMySQL)",
                Peer::installed,
                UWSGI,
                "uwsgi-plugin-python3",
                "python3-flask",
                "python3-pymysql");
    }

    Candidate start() {
        Node app = startApp();
        Node web = Httpd.start(stage, folders, WEB, "peer/httpd.conf", environment);
        return new Candidate("tutorial", web.url(), EnumSet.of(Cell.Work.WRITE, Cell.Work.READ), app, web);
    }

    /** Starts the application, for the first time or again. */
    Node startApp() {
        String configuration = folders.bench().resolve("peer/uwsgi.ini").toString();
        return stage.startBeside(
                APP,
                port,
                new Program(Executables.find(UWSGI).orElseThrow().toString(), "--ini", configuration)
                        .with(environment));
    }

    private void database(String prefix, String database) {
        URI address = URI.create(stage.data().url(database).substring("jdbc:".length()));
        environment.put(prefix + "_PORT", Integer.toString(address.getPort()));
        environment.put(prefix + "_DATABASE", address.getPath().substring(1));
        environment.put(prefix + "_USER", stage.data().user(database));
        environment.put(prefix + "_PASSWORD", stage.data().password(database));
    }

    /** Checks the system's Python, {@code /usr/bin/python3}. uWSGI runs this Python, not the first one on the path. */
    private static boolean installed() {
        return Executables.find(UWSGI).isPresent()
                && new Program(UWSGI, "--need-plugin", "python3", "--version").succeeds()
                && new Program("/usr/bin/python3", "-c", "import flask, pymysql").succeeds();
    }
}
