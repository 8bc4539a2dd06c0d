package threetier.cloud;

/**
 * Who can reach whom.
 *
 * @param ports a port, a range of them, or {@code all}
 */
record Arrow(String from, String ports, String to) implements Comparable<Arrow> {

    @Override
    public int compareTo(Arrow other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return from + " ─" + ports + "─▶ " + to;
    }
}
