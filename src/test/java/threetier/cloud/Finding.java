package threetier.cloud;

import java.util.List;

/**
 * Something wrong with a template.
 *
 * @param check what found it
 * @param where the part of the template, by its logical id
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
