/**
 * Access to the two databases, and the rule that decides which of them answers. No class outside this package has a
 * data source, a persistence unit or a transaction. Start reading at {@link threetier.datasource.Databases}.
 */
package threetier.datasource;
