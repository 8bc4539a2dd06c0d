package threetier.stage;

import threetier.command.database.Engine;
import threetier.command.database.Engines;
import threetier.command.process.Workspace;

/**
 * The kind of database of this test run. Maven sets it: {@code -Dthreetier.database=mysql} selects MySQL, in containers
 * that are removed when the tests end.
 */
public final class TestDatabase {

    private static final String NAME = System.getProperty("threetier.database", "mariadb");

    private TestDatabase() {}

    /** The engine for the stages of tests. */
    public static Engine.Kind chosen() {
        return isMySql() ? MySqlContainers::new : Engines.named(NAME);
    }

    /** Whether the database is MySQL. */
    static boolean isMySql() {
        return NAME.equals("mysql");
    }

    /** A workspace without data of an earlier run. Each kind of database has its own, so the logs of both are kept. */
    public static Workspace workspace(String name) {
        return Workspace.fresh(isMySql() ? name + "-mysql" : name);
    }

    /** The variant of this run, for test groups that run several times. */
    static String variant() {
        return (isMySql() ? "-mysql" : "") + ("ajp".equals(System.getProperty("threetier.protocol")) ? "-ajp" : "");
    }
}
