package threetier.command.process;

/** The user of the system who runs this process. */
public final class Account {

    private Account() {}

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
