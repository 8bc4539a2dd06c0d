/** Removes request tracing from the server's image while the image is built. No code of this package runs in a node. */
package threetier.pool.tracing;
