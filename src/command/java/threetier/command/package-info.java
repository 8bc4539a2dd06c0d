/**
 * The command {@code ./three-tier}. Each word that may follow it is a class here that takes what was typed and says
 * what came out; the packages below do the work.
 */
package threetier.command;
