/**
 * CPU load on request, for demonstrations of scaling: {@code /load} tests whether a number is prime, by trial division.
 * It is off unless {@code LOAD_ENABLED} switches it on.
 */
package threetier.load;
