/** JSON, read and written. */
package threetier.command.json;
