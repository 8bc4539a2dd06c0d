/** Tests of the web tier itself. */
package threetier.web;
