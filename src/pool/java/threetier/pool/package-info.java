/**
 * What the server's connection pools need, in a jar beside the driver and outside the WAR: which pooled connections may
 * be used, how long a database may be silent, and the threads on which requests run.
 */
package threetier.pool;
