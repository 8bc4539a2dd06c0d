package threetier.cloud;

/**
 * An error in a template.
 *
 * @param check the check that found it
 * @param where logical id of the affected part
 */
record Finding(String file, String check, String where, String message) {

    @Override
    public String toString() {
        return file + " " + where + ": " + message + " (" + check + ")";
    }
}
