/**
 * The threads that serve requests if Java has virtual threads, and a watch over the carrier threads that run the
 * virtual ones.
 */
package threetier.pool.thread;
