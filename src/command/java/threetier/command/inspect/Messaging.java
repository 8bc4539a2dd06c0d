package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Messages. Payara Micro has no message broker. */
final class Messaging implements Rule {

    private static final String REMEDY = ": Payara Micro has no JMS. ";

    @Override
    public Stream<Finding> check(War war, Target target) {
        return Stream.concat(drivenBeans(war), senders(war));
    }

    private static Stream<Finding> drivenBeans(War war) {
        List<String> beans = Stream.concat(
                        war.parts().stream()
                                .flatMap(part -> part.classes().stream()
                                        .filter(one -> one.annotated("jakarta.ejb.MessageDriven")
                                                .findAny()
                                                .isPresent())
                                        .map(part::where)),
                        war.descriptors("ejb-jar.xml")
                                .flatMap(beansOf -> beansOf.all("message-driven"))
                                .map(bean -> bean.text("ejb-class").orElse("ejb-jar.xml")))
                .toList();
        return beans.isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.impossible(Places.of(beans) + ", message-driven" + REMEDY
                        + "Remove it, or call the code another way: a CDI event, a timer, a table of the database."));
    }

    private static Stream<Finding> senders(War war) {
        List<ClassFile> users = war.ownClasses().stream()
                .filter(one -> one.uses("jakarta.jms")
                        && one.annotated("jakarta.ejb.MessageDriven").findAny().isEmpty())
                .toList();
        return users.isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.impossible(Places.ofClasses(users) + ", sends or receives messages" + REMEDY
                        + "The first use fails. Take a CDI event, or a table of the database."));
    }
}
