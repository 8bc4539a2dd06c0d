package threetier.cloud;

import java.nio.file.Path;
import java.util.Map;

/** The templates of this project. */
final class Stacks {

    static final Path FOLDER = Path.of("cloudformation");
    static final Map<String, Template> TEMPLATES = Template.folder(FOLDER);

    private Stacks() {
    }
}
