/** Failures that end a command with a message for the user. */
package threetier.command.error;
