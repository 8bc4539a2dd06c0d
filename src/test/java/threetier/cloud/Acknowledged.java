package threetier.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * An accepted finding of a validator, with its reason. {@code src/test/cloudformation/acknowledged.yaml} lists them.
 */
record Acknowledged(String file, String check, String where, String reason) {

    /** The entries for one validator. Each validator has its own section of the file. */
    static List<Acknowledged> of(String validator) {
        try {
            Map<String, Object> all = Template.map(
                    new Yaml().load(Files.readString(Path.of("src/test/cloudformation/acknowledged.yaml"))));
            return Template.list(all.get(validator)).stream()
                    .map(Template::map)
                    .flatMap(Acknowledged::each)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Acknowledged> each(Map<String, Object> entry) {
        return Template.map(entry.get("where")).entrySet().stream()
                .flatMap(in -> Resource.items(in.getValue()).stream()
                        .map(where -> new Acknowledged(
                                in.getKey(),
                                entry.get("check").toString(),
                                where.trim(),
                                entry.get("reason").toString())));
    }

    boolean covers(Finding finding) {
        return check.equals(finding.check()) && file.equals(finding.file()) && where.equals(finding.where());
    }

    /** The findings without an entry, and the entries without a finding. */
    static List<String> open(List<Finding> findings, List<Acknowledged> known) {
        return Stream.concat(
                        findings.stream()
                                .filter(finding -> known.stream().noneMatch(entry -> entry.covers(finding)))
                                .map(Finding::toString),
                        known.stream()
                                .filter(entry -> findings.stream().noneMatch(entry::covers))
                                .map(entry -> "no longer found: " + entry))
                .toList();
    }
}
