/**
 * Benchmarks compare this build with a tutorial's application and with the limits of the machine. Every answer is
 * compared with the table.
 */
package threetier.command.bench;
