package threetier.stage;

import threetier.command.database.Engine;
import threetier.command.database.Engines;
import threetier.command.process.Workspace;

/**
 * The database engine of this test run, set by Maven. {@code -Dthreetier.database=mysql} uses containers that end with
 * the tests.
 */
public final class TestDatabase {

    private static final String NAME = System.getProperty("threetier.database", "mariadb");

    private TestDatabase() {}

    /** The engine for the stages of tests. */
    public static Engine.Kind chosen() {
        return isMySql() ? MySqlContainers::new : Engines.named(NAME);
    }

    /** Whether it is not MariaDB. */
    static boolean isMySql() {
        return NAME.equals("mysql");
    }

    /** A workspace without data of an earlier run. One per engine, so that the logs of both are kept. */
    public static Workspace workspace(String name) {
        return Workspace.fresh(isMySql() ? name + "-mysql" : name);
    }

    /** The variant of this run, for test groups that run several times. */
    static String variant() {
        return (isMySql() ? "-mysql" : "") + ("ajp".equals(System.getProperty("threetier.protocol")) ? "-ajp" : "");
    }
}
