package threetier.cloud;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import threetier.command.template.Template;

/** The templates of this project. */
final class Stacks {

    static final Path FOLDER = Path.of("cloudformation");
    static final Map<String, Template> TEMPLATES = Template.folder(FOLDER);

    private static Specification specification;

    private Stacks() {}

    /** The specification of all resource types in the templates. */
    static synchronized Specification specification() {
        if (specification == null) {
            Set<String> types = TEMPLATES.values().stream()
                    .flatMap(template -> template.section("Resources").values().stream())
                    .map(resource -> Template.map(resource).get("Type").toString())
                    .collect(Collectors.toSet());
            specification = Specification.of(types);
        }
        return specification;
    }
}
