package threetier.command.process;

/** The system user of this process. */
public final class Account {

    private Account() {}

    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
