/** The HTTP client of the command, which hides no failure, its response parser, and the check of a site. */
package threetier.command.http;
