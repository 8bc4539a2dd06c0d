/** A third-party application, which knows only two JNDI names of this project. */
package threetier.sample;
