/**
 * The two databases and the one rule which of them answers. Nothing outside this package holds a data source, a
 * persistence unit or a transaction. {@link threetier.datasource.Databases} is where to begin.
 */
package threetier.datasource;
