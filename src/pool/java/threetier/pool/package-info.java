/**
 * Extensions of the server, in a jar beside the driver and outside the WAR: which pooled connections may be used, how
 * long a database may be silent, and the threads that run requests.
 */
package threetier.pool;
