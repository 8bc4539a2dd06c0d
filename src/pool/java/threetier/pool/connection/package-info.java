/**
 * Decides which pooled connections may be used. This package has the checks that the server's connection pools call,
 * and an interceptor of the database driver that notices when a writer has been demoted.
 */
package threetier.pool.connection;
