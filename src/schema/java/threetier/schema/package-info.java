/**
 * The tables and the application's two database users, in a jar of their own. {@link threetier.schema.Schema} brings
 * them up to date on a laptop, {@link threetier.schema.SchemaFunction} on AWS; both run the same code.
 */
package threetier.schema;
