package threetier.command.region;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import threetier.command.error.CommandException;

/** Two regions, {@code one} and {@code two}, that hold nothing but their states. A planned number of calls fails. */
final class PlayedRegions implements Regions {

    final List<String> changes = new ArrayList<>();
    final Set<String> unreachable = new HashSet<>();
    int failingCall;
    /** A change that fails. */
    String failing = "";

    boolean hasFailed;
    long lost;
    boolean stuck;
    boolean fenced;

    private String writing = "one";
    private String led = "one";
    private String astray = "";
    private boolean readOnly;
    private long behind;
    private int calls;

    /** Clients save a row that the replica does not have yet. */
    void write() {
        behind++;
    }

    @Override
    public List<String> names() {
        return List.of("one", "two");
    }

    @Override
    public String writing() {
        call();
        return writing;
    }

    @Override
    public boolean reachable(String region) {
        return !unreachable.contains(region);
    }

    @Override
    public boolean follows(String region) {
        call();
        return !region.equals(writing) && !region.equals(astray);
    }

    @Override
    public Optional<Duration> lag(String region) {
        return Optional.of(Duration.ofSeconds(behind));
    }

    @Override
    public boolean caughtUp(String region) {
        call();
        if (stuck) {
            throw new CommandException("the replica has stopped");
        }
        if (!readOnly) {
            throw new CommandException("clients still write");
        }
        behind = 0;
        return true;
    }

    @Override
    public boolean readOnly(String region) {
        call();
        return readOnly;
    }

    @Override
    public void readOnly(String region, boolean on) {
        change("read-only " + on);
        if (!region.equals(writing)) {
            throw new CommandException(region + " does not write");
        }
        readOnly = on;
    }

    @Override
    public void raiseNodes(String region) {
        change("nodes " + region);
    }

    @Override
    public void switchOver(String to) {
        change("switch " + to);
        lost += behind;
        writing = to;
    }

    @Override
    public void failOver(String to) {
        change("fail over " + to);
        lost += behind;
        astray = writing;
        writing = to;
        readOnly = false;
    }

    @Override
    public void fence(String region) {
        change("fence " + region);
        fenced = true;
    }

    @Override
    public void unfence(String region) {
        change("unfence " + region);
        fenced = false;
    }

    @Override
    public boolean fenced(String region) {
        call();
        return fenced && region.equals(astray);
    }

    @Override
    public Optional<LostWrites> lost(String region) {
        call();
        if (!region.equals(astray)) {
            return Optional.empty();
        }
        return Optional.of(new LostWrites(List.of("a row"), lost));
    }

    @Override
    public void rejoin(String region) {
        change("rejoin " + region);
        astray = "";
        fenced = false;
    }

    @Override
    public boolean led(String to) {
        call();
        return led.equals(to);
    }

    @Override
    public void lead(String to) {
        change("lead " + to);
        led = to;
    }

    @Override
    public List<String> traffic() {
        return List.of("clients go to " + led);
    }

    private void change(String what) {
        call();
        if (what.equals(failing)) {
            throw new CommandException(what + " failed");
        }
        changes.add(what);
    }

    private void call() {
        if (++calls == failingCall) {
            hasFailed = true;
            throw new CommandException("call " + calls);
        }
    }
}
