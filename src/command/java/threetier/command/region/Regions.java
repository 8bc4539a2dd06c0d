package threetier.command.region;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a failover needs of a site in two regions. One region writes; the other follows it with a replica. Every
 * question is answered from what the databases say at that moment, never from a note of an earlier run. Every change
 * may be repeated: it does nothing if its result is there already.
 *
 * <p>Each method throws a {@link threetier.command.error.CommandException} if it cannot do or learn what it says.
 */
public interface Regions {

    /** The two regions, in any order. */
    List<String> names();

    /**
     * The region whose database takes writes. While one cannot be reached, the other tells what it knows. While the
     * roles are being exchanged, waits until that has ended.
     */
    String writing();

    /** Whether the region answers its operator at all. Never throws. */
    boolean reachable(String region);

    /** Whether the database of a region is a replica of the region that writes. */
    boolean follows(String region);

    /** How far the database of a region is behind the region that writes; empty if nobody knows. */
    Optional<Duration> lag(String region);

    /**
     * Whether the replica has all that the region that writes has acknowledged. Only asked while that region is in
     * read-only mode.
     */
    boolean caughtUp(String region);

    /** Whether changes are refused in the region that writes, so that they answer 503. */
    boolean readOnly(String region);

    /** Switches read-only mode in the region that writes. Returns when the new state holds for every later change. */
    void readOnly(String region, boolean on);

    /** Brings the nodes of a region to the number that all clients need. Returns when they serve. */
    void raiseNodes(String region);

    /** Exchanges the roles without loss. Returns when {@code to} writes and the other region follows it. */
    void switchOver(String to);

    /** Makes {@code to} write, whatever the other region has acknowledged since. Returns when it writes. */
    void failOver(String to);

    /**
     * Keeps clients and writes away from a region that no longer writes, until {@link #rejoin} or {@link #unfence}.
     * Only called for a region that is reachable.
     */
    void fence(String region);

    /** Lets clients into a region again. */
    void unfence(String region);

    /** Whether {@link #fence} holds. Only called for a region that is reachable. */
    boolean fenced(String region);

    /**
     * What a region acknowledged before it lost its role and the region that writes does not have. Only called for a
     * region that is reachable.
     *
     * @return empty if it is not known yet. For a region that follows again: what the platform still keeps aside, or
     *     empty
     */
    Optional<LostWrites> lost(String region);

    /**
     * Makes a region follow the region that writes, and ends its fence. Its own writes are gone then. Only called after
     * {@link #lost} has told them.
     */
    void rejoin(String region);

    /** Whether clients who ask now are led to this region, by DNS or by the edge. */
    boolean led(String to);

    /** Leads new clients to this region. May return before all of them arrive. */
    void lead(String to);

    /** What DNS and the edge say now, a line each. */
    List<String> traffic();
}
