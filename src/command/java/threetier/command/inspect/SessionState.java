package threetier.command.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** State between the requests of a client, which is in the memory of one app node. */
final class SessionState implements WarRule {

    private static final String AFFINITY = "affinity";
    private static final String REPLICATION = "replication";
    private static final String LOGIN = "jakarta.security.enterprise.authentication.mechanism.http.";

    private static final String[] ANNOTATIONS = {
        LOGIN + "FormAuthenticationMechanismDefinition",
        LOGIN + "CustomFormAuthenticationMechanismDefinition",
        LOGIN + "OpenIdAuthenticationMechanismDefinition",
        "jakarta.enterprise.context.SessionScoped",
        "jakarta.enterprise.context.ConversationScoped",
        "jakarta.faces.view.ViewScoped",
        "jakarta.ejb.Stateful"
    };

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        List<String> users = users(war);
        if (users.isEmpty()) {
            return Stream.empty();
        }
        String found = Places.of(users) + ", sessions: ";
        String lack = Distribution.lack(war);
        return switch (nodes.sessions()) {
            case AFFINITY -> Stream.empty();
            case REPLICATION ->
                lack.isEmpty()
                        ? Stream.empty()
                        : Stream.of(WarFinding.impossible(found + "--sessions replication needs " + lack + "."));
            default ->
                Stream.of(WarFinding.setting(
                        found + "with several app nodes, the next request may reach a node without the session. "
                                + (lack.isEmpty()
                                        ? "--sessions replication keeps them on two nodes."
                                        : (nodes.ajp() ? "" : "--sessions affinity keeps a client on its node. ")
                                                + "--sessions replication also keeps them when a node ends; it needs "
                                                + lack + ".")));
        };
    }

    /** The value of {@code --sessions} for this WAR; empty if it has no sessions. */
    static String proposal(War war, AppNodes nodes) {
        if (users(war).isEmpty()) {
            return "";
        }
        return nodes.ajp() || Distribution.lack(war).isEmpty() ? REPLICATION : AFFINITY;
    }

    private static List<String> users(War war) {
        List<String> users = new ArrayList<>(war.ownClasses().stream()
                .filter(one -> one.uses("jakarta.servlet.http.HttpSession") || one.isAnnotated(ANNOTATIONS))
                .map(ClassFile::name)
                .toList());
        if (isFaces(war)) {
            users.add("Faces");
        }
        if (war.descriptors("web.xml")
                .flatMap(web -> web.text("auth-method").stream())
                .anyMatch("FORM"::equals)) {
            users.add("the login form");
        }
        return users;
    }

    private static boolean isFaces(War war) {
        return war.descriptors("faces-config.xml").findAny().isPresent()
                || war.descriptors("web.xml")
                        .flatMap(web -> web.all("servlet-class"))
                        .anyMatch(servlet -> servlet.text().equals("jakarta.faces.webapp.FacesServlet"))
                || war.ownClasses().stream().anyMatch(one -> one.uses("jakarta.faces"));
    }
}
