/** The threads that serve requests where Java has virtual threads, and a watch over the carriers that run them. */
package threetier.pool.thread;
