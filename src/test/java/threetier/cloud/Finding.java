package threetier.cloud;

import java.util.List;
import threetier.command.template.Template;

/**
 * An error in a template.
 *
 * @param check the check that found it
 * @param where logical id of the affected part
 */
record Finding(String file, String check, String where, String message) {

    /** @param found what a script of {@link NodePackages} has written: a list */
    static List<Finding> all(Object found) {
        return Template.list(found).stream()
                .map(Template::map)
                .map(one -> new Finding(
                        one.get("file").toString(),
                        one.get("rule").toString(),
                        one.get("where").toString(),
                        one.get("message").toString()))
                .toList();
    }

    @Override
    public String toString() {
        return file + " " + where + ": " + message + " (" + check + ")";
    }
}
