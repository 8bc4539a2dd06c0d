/** A sample of another application. It uses only two JNDI names of this project. */
package threetier.sample;
