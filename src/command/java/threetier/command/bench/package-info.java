/**
 * Benchmarks: this build against a tutorial's application and against the limits of the machine. Every answer is
 * compared with the table.
 */
package threetier.command.bench;
