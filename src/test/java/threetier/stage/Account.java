package threetier.stage;

/** The user of the system who runs this process. */
final class Account {

    private Account() {
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
