package threetier.command.rehearse;

/**
 * A network path from one member to another.
 *
 * @param ports a port, a range of ports, or {@code all}
 */
public record Arrow(String from, String ports, String to) implements Comparable<Arrow> {

    @Override
    public int compareTo(Arrow other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return from + " ─" + ports + "─▶ " + to;
    }
}
