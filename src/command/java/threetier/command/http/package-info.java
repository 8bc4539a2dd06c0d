/**
 * The HTTP client of the command, the parser of its responses, and the check of a site. The client hides no failure.
 */
package threetier.command.http;
