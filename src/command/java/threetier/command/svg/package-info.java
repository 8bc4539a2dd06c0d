/** SVG pictures. */
package threetier.command.svg;
