/** Takes tracing out of the server's image while the image is made; nothing of it runs in a node. */
package threetier.pool.tracing;
