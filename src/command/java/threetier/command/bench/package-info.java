/**
 * Measurements: this build beside a tutorial's application and beside what the parts of the machine can do alone, with
 * every answer held against the table.
 */
package threetier.command.bench;
