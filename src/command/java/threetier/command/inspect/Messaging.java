package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Messages. Payara Micro has no message broker. */
final class Messaging implements WarRule {

    private static final String REMEDY = ": Payara Micro has no JMS. ";

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        return Stream.concat(drivenBeans(war), senders(war));
    }

    private static Stream<WarFinding> drivenBeans(War war) {
        List<String> beans = Stream.concat(
                        war.where(Messaging::isDriven),
                        war.descriptors("ejb-jar.xml")
                                .flatMap(beansOf -> beansOf.all("message-driven"))
                                .map(bean -> bean.text("ejb-class").orElse("ejb-jar.xml")))
                .toList();
        return beans.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.impossible(Places.of(beans) + ", message-driven" + REMEDY
                        + "Remove it, or call the code another way: a CDI event, a timer, a table of the database."));
    }

    private static Stream<WarFinding> senders(War war) {
        List<ClassFile> users = war.ownClasses().stream()
                .filter(one -> one.uses("jakarta.jms") && !isDriven(one))
                .toList();
        return users.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.impossible(Places.ofClasses(users) + ", sends or receives messages" + REMEDY
                        + "The first use fails. Take a CDI event, or a table of the database."));
    }

    private static boolean isDriven(ClassFile one) {
        return one.isAnnotated("jakarta.ejb.MessageDriven");
    }
}
