/** JSON, built and parsed. */
package threetier.json;
