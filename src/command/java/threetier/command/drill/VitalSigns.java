package threetier.command.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import threetier.command.http.HttpConnection;
import threetier.command.load.Client;
import threetier.command.process.Node;
import threetier.command.stage.Stage;

/** Checks what must work without any database: the page, and the liveness check of each node. */
final class VitalSigns {

    private final Stage stage;
    private final List<String> missing = new ArrayList<>();

    VitalSigns(Stage stage) {
        this.stage = stage;
    }

    /** Checks the page and all nodes once. */
    void look() {
        ask("the page", stage.url(), "/");
        for (Node web : stage.servers("web")) {
            ask(web.name(), "http://127.0.0.1:" + web.port(), "/web-health");
        }
        for (Node app : stage.servers("app")) {
            ask(app.name(), "http://127.0.0.1:" + app.port(), "/health/live");
        }
    }

    /** Descriptions of failed checks. */
    List<String> broken() {
        return missing.isEmpty()
                ? List.of()
                : List.of(missing.size() + " liveness checks failed, for example: " + missing.get(0));
    }

    private void ask(String who, String url, String path) {
        try (HttpConnection line = new HttpConnection(url, Client.PATIENCE)) {
            int status = line.send("GET", path, "Accept: text/html\r\n").status();
            if (status != 200) {
                missing.add(who + " answered " + status);
            }
        } catch (IOException noAnswer) {
            missing.add(who + " did not answer: " + noAnswer.getMessage());
        }
    }
}
