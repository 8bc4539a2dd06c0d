/**
 * The database tables and the application's two database users, in a separate jar. {@link threetier.schema.Schema}
 * updates them on a laptop, {@link threetier.schema.SchemaFunction} on AWS. Both run the same code.
 */
package threetier.schema;
