package threetier.datasource;

import java.util.Locale;

/** The role of a database. The writer accepts all changes. Readers are replicas of the writer. */
public enum Role {
    WRITER,
    READER;

    /** {@code writer} or {@code reader}, as in the JNDI names and in {@code X-Served-By}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
