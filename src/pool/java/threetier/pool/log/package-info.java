/**
 * The log of an app node: one JSON object per line, with the id of the request that a line belongs to. The server loads
 * the classes of this package, so that they serve any application.
 */
package threetier.pool.log;
