/** An application of somebody else's, which knows nothing of this project but two JNDI names. */
package threetier.sample;
