/**
 * The command {@code ./three-tier}. Each subcommand is a class in this package. The class parses the options and
 * reports the result. The packages below this one do the work.
 */
package threetier.command;
