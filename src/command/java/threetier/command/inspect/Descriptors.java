package threetier.command.inspect;

import java.util.stream.Stream;

/** Descriptors that the server cannot read. */
final class Descriptors implements Rule {

    @Override
    public Stream<Finding> check(War war, Target target) {
        return war.own().broken().entrySet().stream()
                .map(file -> Finding.impossible(file.getKey() + ": " + file.getValue()));
    }
}
