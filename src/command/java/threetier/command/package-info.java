/**
 * The command {@code ./three-tier}. Each subcommand is a class here: it parses its options and reports the result. The
 * packages below do the work.
 */
package threetier.command;
