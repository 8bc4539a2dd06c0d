package threetier.command.inspect;

import java.util.stream.Stream;

/** A persistence unit of JPA. */
record PersistenceUnit(Descriptor descriptor) {

    /** Those of the application and its libraries. */
    static Stream<PersistenceUnit> all(War war) {
        return war.descriptors("persistence.xml")
                .flatMap(file -> file.all("persistence-unit"))
                .map(PersistenceUnit::new);
    }

    String name() {
        return descriptor.attribute("name");
    }

    /** The JNDI name of its data source; empty for the default one. */
    String dataSource() {
        return descriptor
                .text("jta-data-source")
                .or(() -> descriptor.text("non-jta-data-source"))
                .orElse("");
    }

    /** The URL of a database of its own; empty if it has none. */
    String url() {
        return Stream.of("jakarta.persistence.jdbc.url", "eclipselink.jdbc.url", "hibernate.connection.url")
                .map(this::property)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether it would create tables. */
    boolean generatesTables() {
        return Stream.of("jakarta.persistence.schema-generation.database.action", "eclipselink.ddl-generation")
                        .map(this::property)
                        .anyMatch(value -> !value.isEmpty() && !value.equals("none"))
                || !property("hibernate.hbm2ddl.auto").matches("|none|validate");
    }

    /**
     * Whether a node keeps entities that another node may have changed; the server's JPA does unless told otherwise.
     */
    boolean sharesCache() {
        return !descriptor.text("provider").orElse("").contains("hibernate")
                && !descriptor.text("shared-cache-mode").orElse("").matches("NONE|ENABLE_SELECTIVE")
                && !property("jakarta.persistence.sharedCache.mode").matches("NONE|ENABLE_SELECTIVE")
                && !property("eclipselink.cache.shared.default").equals("false");
    }

    private String property(String name) {
        return descriptor
                .all("property")
                .filter(one -> one.attribute("name").equals(name))
                .map(one -> one.attribute("value"))
                .findFirst()
                .orElse("");
    }
}
