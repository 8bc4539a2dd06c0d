package threetier.command.standby;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import threetier.command.database.RegionServer;
import threetier.command.database.StageReadOnly;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.region.LostWrites;
import threetier.command.region.Regions;

/** The two regions of the stage, as a failover sees them. Works in any command, also one that has started nothing. */
public final class StageRegions implements Regions {

    /** How long a replica may take for the last changes when all writes are stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How many lost rows are printed; a file has all of them. */
    private static final int SHOWN = 5;

    private final Workspace home;
    private final Steps steps;
    private final NameService names;

    /** @param progress receives the steps of a database that is made anew */
    public StageRegions(Workspace home, Consumer<String> progress) {
        this.home = home;
        steps = new Steps(progress);
        names = new NameService(home);
    }

    @Override
    public List<String> names() {
        return LocalRegion.NAMES;
    }

    @Override
    public String writing() {
        List<String> writing =
                names().stream().filter(region -> server(region).writes()).toList();
        if (writing.size() == 1) {
            return writing.get(0);
        }
        // Also while a switch is interrupted, when neither accepts changes: the one that follows does not write
        List<String> following = writing.isEmpty()
                ? names().stream().filter(region -> server(region).follows()).toList()
                : List.of();
        return following.size() == 1 ? LocalRegion.other(following.get(0)) : new LeadRecord(home).region();
    }

    @Override
    public boolean reachable(String region) {
        return server(region).answers();
    }

    @Override
    public boolean follows(String region) {
        return server(region).follows();
    }

    @Override
    public Optional<Duration> lag(String region) {
        RegionServer leading = server(writing());
        return leading.answers() && reachable(region)
                ? Optional.of(server(region).behind(leading))
                : Optional.empty();
    }

    @Override
    public boolean caughtUp(String region) {
        return caughtUp(region, Duration.ZERO);
    }

    /** The same, with some time for what is on its way. */
    public boolean caughtUp(String region, Duration patience) {
        return server(region).reaches(server(LocalRegion.other(region)).position(), patience);
    }

    @Override
    public boolean readOnly(String region) {
        return StageReadOnly.isOn(workspace(region));
    }

    @Override
    public void readOnly(String region, boolean on) {
        StageReadOnly.put(workspace(region), on ? "on" : "off");
    }

    /** The nodes of both regions run all the time. */
    @Override
    public void raiseNodes(String region) {
        List<String> dead = Stream.of("web", "app")
                .flatMap(tier -> new Nodes(workspace(region)).tier(tier).stream())
                .filter(node -> !node.alive())
                .map(Node::name)
                .toList();
        if (!dead.isEmpty()) {
            throw new CommandException(region + " has no " + String.join(" and no ", dead)
                    + ". Start all of it: ./three-tier down, then ./three-tier up --regions 2");
        }
    }

    @Override
    public void switchOver(String to) {
        String from = LocalRegion.other(to);
        server(from).fence();
        if (!server(to).reaches(server(from).position(), PATIENCE)) {
            server(from).unfence();
            throw new CommandException(
                    to + " did not catch up in " + PATIENCE.toSeconds() + " s. " + from + " writes.");
        }
        promote(to);
        follow(from);
    }

    @Override
    public void failOver(String to) {
        promote(to);
    }

    @Override
    public void fence(String region) {
        server(region).fence();
        names.close(region);
    }

    @Override
    public void unfence(String region) {
        if (region.equals(writing())) {
            server(region).unfence();
        }
        names.open(region);
    }

    @Override
    public boolean fenced(String region) {
        return !server(region).writes() && !follows(region);
    }

    @Override
    public Optional<LostWrites> lost(String region) {
        RegionServer leading = server(LocalRegion.other(region));
        if (follows(region) || !leading.answers()) {
            return Optional.empty();
        }
        List<String> rows = server(region).lackedBy(leading);
        if (rows.isEmpty()) {
            return Optional.of(new LostWrites(List.of(), 0));
        }
        List<String> lines = new ArrayList<>(rows.subList(0, Math.min(SHOWN, rows.size())));
        lines.add((rows.size() > SHOWN ? "… and " + (rows.size() - SHOWN) + " more. " : "") + "All of them are in "
                + kept(region, rows));
        return Optional.of(new LostWrites(lines, rows.size()));
    }

    private Path kept(String region, List<String> rows) {
        Path file = home.home()
                .resolve("lost-" + region + "-" + Instant.now().toString().replaceAll("\\W|\\..*", "") + ".txt");
        try {
            return Files.write(file, rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void rejoin(String region) {
        if (!server(region).lackedBy(server(LocalRegion.other(region))).isEmpty() || !followsWithout(region)) {
            FreshReplica.of(workspace(region), steps, () -> join(region));
        }
        names.open(region);
    }

    /** Whether replication works with the data that are there. */
    private boolean followsWithout(String region) {
        follow(region);
        Pause.of(Duration.ofSeconds(2));
        return server(region).problem().isEmpty();
    }

    @Override
    public boolean led(String to) {
        return names.led(to);
    }

    @Override
    public void lead(String to) {
        names.lead(to);
    }

    @Override
    public List<String> traffic() {
        return names.says();
    }

    private void promote(String to) {
        server(to).promote();
        new LeadRecord(home).note(to);
    }

    /** Makes the database of a region replicate the other one. */
    private void follow(String region) {
        String password = StageSecrets.password();
        server(LocalRegion.other(region)).admit(password);
        server(region).follow(new RegionLink(home).port(LocalRegion.other(region)), password);
    }

    /** Makes the database of a region replicate the other one, and waits until it has caught up. */
    void join(String region) {
        follow(region);
        RegionServer own = server(region);
        if (!own.reaches(server(LocalRegion.other(region)).position(), PATIENCE)) {
            throw new CommandException(region + " does not follow: " + own.problem());
        }
    }

    RegionServer server(String region) {
        return new RegionServer(workspace(region));
    }

    private Workspace workspace(String region) {
        return LocalRegion.workspace(home, region);
    }
}
