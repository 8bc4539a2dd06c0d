package threetier.command.drill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.load.Exchange;
import threetier.command.stage.Stage;

/** The clock of one app node is an hour ahead. Only the times that this node writes are allowed to be wrong. */
final class ClockOff implements Scenario {

    private static final Pattern SAVED_AT = Pattern.compile("\"savedAt\": \"([^\"]+)\"");
    private static final List<Path> LIBRARIES = Stream.of("x86_64", "aarch64")
            .map(machine -> Path.of("/usr/lib/" + machine + "-linux-gnu/faketime/libfaketime.so.1"))
            .toList();

    @Override
    public String name() {
        return "clock-off";
    }

    @Override
    public String breaks() {
        return "the clock of an app node is an hour ahead";
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public void prepare(Stage stage) {
        Path library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () -> new CommandException(
                                "this drill needs libfaketime. Install it with:\n  sudo apt-get install -y --no-install-recommends libfaketime"));
        stage.node("app-1").stop(Duration.ofSeconds(60));
        // The monotonic clock stays unchanged, as on a machine with a wrong date
        stage.startApp(
                "app-1",
                Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME",
                        "+1h",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"));
    }

    @Override
    public Set<String> alerts() {
        return Set.of("ClockWrong");
    }

    @Override
    public void run(Scene scene) {
        // The clock was already wrong when Prometheus started, so alerts count from that moment and not from now
        scene.turn("app-1 is an hour ahead");
        scene.steady(12);
        scene.awaitAlerts();
    }

    @Override
    public void cleanUp(Stage stage) {
        stage.node("app-1").stop(Duration.ofSeconds(60));
        stage.startApp("app-1");
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        Instant future = Instant.now().plus(Duration.ofMinutes(30));
        long wrong = exchanges.stream()
                .filter(Exchange::acknowledgedWrite)
                .filter(write -> savedAt(write).isAfter(future))
                .count();
        return wrong > 0 ? List.of() : List.of("no time was wrong, so the drill proved nothing");
    }

    private static Instant savedAt(Exchange write) {
        Matcher matcher = SAVED_AT.matcher(write.body());
        return matcher.find() ? Instant.parse(matcher.group(1)) : Instant.EPOCH;
    }
}
