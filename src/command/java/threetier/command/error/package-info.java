/** What a person must know or do when a command cannot go on. */
package threetier.command.error;
