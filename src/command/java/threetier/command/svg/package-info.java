/** Pictures. */
package threetier.command.svg;
