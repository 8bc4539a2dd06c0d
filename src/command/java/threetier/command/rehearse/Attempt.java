package threetier.command.rehearse;

/**
 * A connection to try.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param drawn whether it must be possible
 */
record Attempt(Host from, Host to, String protocol, int port, boolean drawn) {

    /** Protocol, address and port, as the prober prints them. The internet uses the public address if there is one. */
    String target() {
        boolean byInternet = from.member().equals(Hosts.INTERNET) && to.isPublic();
        return protocol + " " + (byInternet ? to.publicAddress() : to.address()) + " " + port;
    }

    /** The port, with the protocol unless it is TCP. */
    String label() {
        return protocol.equals("tcp") ? String.valueOf(port) : protocol + " " + port;
    }

    /** The path between the members in the form of the drawing. */
    Arrow arrow() {
        return new Arrow(from.member(), label(), to.member());
    }
}
