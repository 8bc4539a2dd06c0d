/**
 * The one HTTP client of the command, which hides no failure, its parser, and the check that uses a site as a client
 * would.
 */
package threetier.command.http;
