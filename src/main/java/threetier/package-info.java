/**
 * The application: it saves and lists date-times. Each package in this one has one subject. A package depends only on
 * the packages to which an arrow leads in the diagram in {@code docs/architecture.md}.
 */
package threetier;
