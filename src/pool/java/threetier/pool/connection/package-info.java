/**
 * Which pooled connections may be used: the checks that the server's pools call, and the interceptor of the driver that
 * notices a demoted writer.
 */
package threetier.pool.connection;
