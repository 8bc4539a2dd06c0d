package threetier.command.inspect;

import java.util.stream.Stream;

/** Descriptors that the server cannot read. */
final class Descriptors implements WarRule {

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        return war.own().broken().entrySet().stream()
                .map(file -> WarFinding.impossible(file.getKey() + ": " + file.getValue()));
    }
}
