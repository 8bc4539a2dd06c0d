/**
 * The application: it saves and lists date-times. Each package below is one concept. It depends only on the packages
 * beneath it in the diagram in {@code docs/architecture.md}.
 */
package threetier;
