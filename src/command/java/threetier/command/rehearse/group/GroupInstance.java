package threetier.command.rehearse.group;

import java.util.Optional;
import threetier.command.rehearse.group.SeenInstance.Answer;
import threetier.command.rehearse.group.SeenInstance.Health;

/** An instance of a group. */
public final class GroupInstance {

    /** The part of its life. */
    public enum State {
        /** It waits for the completion of its launch hook. */
        PENDING,
        IN_SERVICE,
        /** It gets no more requests, and finishes those that it has. */
        DEREGISTERING,
        /** Its machine shuts down. */
        ENDING,
        GONE
    }

    private final String id;
    private final String subnet;
    private final int version;
    private final Moment launched;
    private State state = State.PENDING;
    private Moment since;
    private boolean unhealthy;
    private boolean foundHealthy;
    private boolean signalled;
    private SeenInstance seen = SeenInstance.NEW;

    GroupInstance(String id, String subnet, int version, Moment launched) {
        this.id = id;
        this.subnet = subnet;
        this.version = version;
        this.launched = launched;
        since = launched;
    }

    public String id() {
        return id;
    }

    public String subnet() {
        return subnet;
    }

    /** The version of the launch template from which it was launched. */
    public int version() {
        return version;
    }

    public State state() {
        return state;
    }

    Moment launched() {
        return launched;
    }

    /** Since when it is in its state. */
    Moment since() {
        return since;
    }

    SeenInstance seen() {
        return seen;
    }

    void see(SeenInstance now) {
        seen = now;
        foundHealthy |= now.health() == Health.HEALTHY;
        signalled |= now.signal() == Answer.GOOD;
    }

    void enter(State next, Moment now) {
        state = next;
        since = now;
    }

    boolean inService() {
        return state == State.IN_SERVICE;
    }

    /** Whether it starts or is in service, and its group does not replace it. */
    boolean counts() {
        return exists() && !unhealthy;
    }

    /** Whether it starts or is in service. */
    boolean exists() {
        return state == State.PENDING || state == State.IN_SERVICE;
    }

    boolean ends() {
        return state == State.DEREGISTERING || state == State.ENDING;
    }

    boolean unhealthy() {
        return unhealthy;
    }

    void markUnhealthy() {
        unhealthy = true;
    }

    /** Whether a balancer has ever found it healthy. */
    boolean foundHealthy() {
        return foundHealthy;
    }

    /** Whether it has signalled success. */
    boolean signalled() {
        return signalled;
    }

    /** Why it cannot become ready; empty while it can. */
    public Optional<String> failure() {
        if (seen.signal() == Answer.BAD) {
            return Optional.of("signals a failure");
        }
        return signalled || seen.running() ? Optional.empty() : Optional.of("has ended without a signal");
    }

    /** Whether its requests arrive: in service, running, and healthy for the balancers. */
    public boolean healthy() {
        return inService() && !unhealthy && seen.running() && seen.health() == Health.HEALTHY;
    }
}
