package threetier.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of a database, with their columns, indexes and constraints. */
final class TableStructure {

    private static final String HERE = " WHERE table_schema = DATABASE() ";
    private static final String ENGINES = "SELECT table_name, 'storage engine', engine"
            + " FROM information_schema.tables" + HERE + "AND table_type = 'BASE TABLE'";
    private static final String COLUMNS =
            "SELECT table_name, CONCAT('column ', column_name), CONCAT_WS(' ', column_type,"
                    + " collation_name, IF(is_nullable = 'NO', 'NOT NULL', NULL), column_default, NULLIF(extra, ''))"
                    + " FROM information_schema.columns" + HERE;
    private static final String INDEXES = "SELECT table_name, CONCAT('index ', index_name), CONCAT(IF(MAX(non_unique)"
            + " = 0, 'unique ', ''), MAX(index_type), ' (', GROUP_CONCAT(CONCAT_WS(':', column_name, sub_part)"
            + " ORDER BY seq_in_index), ')') FROM information_schema.statistics" + HERE
            + "GROUP BY table_name, index_name";
    private static final String CONSTRAINTS = "SELECT table_name, CONCAT('constraint ', constraint_name),"
            + " constraint_type FROM information_schema.table_constraints" + HERE
            // The statement above has these as indexes
            + "AND constraint_type NOT IN ('PRIMARY KEY', 'UNIQUE')";

    private final Set<String> tables = new TreeSet<>();
    /** The description of each part, by "table: part". */
    private final Map<String, String> parts = new TreeMap<>();

    private TableStructure() {}

    /** Reads the structure of the connection's default database. */
    static TableStructure of(Connection database) throws SQLException {
        TableStructure structure = new TableStructure();
        try (Statement statement = database.createStatement()) {
            try (ResultSet result = statement.executeQuery(
                    "SELECT table_name FROM information_schema.tables" + HERE + "AND table_type = 'BASE TABLE'")) {
                while (result.next()) {
                    structure.tables.add(result.getString(1));
                }
            }
            for (String query : List.of(ENGINES, COLUMNS, INDEXES, CONSTRAINTS)) {
                try (ResultSet result = statement.executeQuery(query)) {
                    while (result.next()) {
                        structure.add(result.getString(1), result.getString(2), result.getString(3));
                    }
                }
            }
        }
        return structure;
    }

    private void add(String table, String part, String description) {
        if (tables.contains(table)) {
            parts.put(table + ": " + part, description);
        }
    }

    Set<String> tables() {
        return tables;
    }

    /** What differs in the restored structure, each as one line. */
    List<String> differences(TableStructure restored) {
        List<String> differences = new ArrayList<>();
        for (String table : tables) {
            if (!restored.tables.contains(table)) {
                differences.add(table + ": the table is missing");
            }
        }
        for (String table : restored.tables) {
            if (!tables.contains(table)) {
                differences.add(table + ": the table was restored, but is not in the source");
            }
        }
        parts.forEach((part, description) -> {
            String other = restored.parts.get(part);
            if (other == null && restored.tables.contains(part.substring(0, part.indexOf(": ")))) {
                differences.add(part + " is missing");
            } else if (other != null && !other.equals(description)) {
                differences.add(part + " differs: " + description + " in the source, " + other + " restored");
            }
        });
        for (String part : restored.parts.keySet()) {
            if (!parts.containsKey(part) && tables.contains(part.substring(0, part.indexOf(": ")))) {
                differences.add(part + " was restored, but is not in the source");
            }
        }
        return differences;
    }
}
