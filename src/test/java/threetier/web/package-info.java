/** What the web tier does by itself. */
package threetier.web;
