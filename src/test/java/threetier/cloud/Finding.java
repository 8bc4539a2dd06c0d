package threetier.cloud;

/**
 * Something wrong with a template.
 *
 * @param check what found it
 * @param where the part of the template, by its logical id
 */
record Finding(String file, String check, String where, String message) {

    @Override
    public String toString() {
        return file + " " + where + ": " + message + " (" + check + ")";
    }
}
