/**
 * The application: it saves and lists date-times. Each package below this one has one subject. A package depends only
 * on the packages beneath it in the diagram in {@code docs/architecture.md}.
 */
package threetier;
