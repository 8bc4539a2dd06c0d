package threetier.stage;

import threetier.command.database.Engine;
import threetier.command.database.Engines;
import threetier.command.process.Workspace;

/**
 * The engine of this run of the tests, as Maven names it: {@code -Dthreetier.database=mysql} stands on containers that
 * end with the tests.
 */
public final class TestDatabase {

    private static final String NAME = System.getProperty("threetier.database", "mariadb");

    private TestDatabase() {}

    /** For the stages of tests. */
    public static Engine.Kind chosen() {
        return isMySql() ? MySqlContainers::new : Engines.named(NAME);
    }

    /** Whether it is not MariaDB. */
    static boolean isMySql() {
        return NAME.equals("mysql");
    }

    /** A workspace without data of an earlier run; another one for each engine, so that the logs of both remain. */
    public static Workspace workspace(String name) {
        return Workspace.fresh(isMySql() ? name + "-mysql" : name);
    }

    /** What the groups that run several times run with this time. */
    static String variant() {
        return (isMySql() ? "-mysql" : "") + ("ajp".equals(System.getProperty("threetier.protocol")) ? "-ajp" : "");
    }
}
