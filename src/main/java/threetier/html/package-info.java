/**
 * What all HTML pages share: templates that the server fills, static files, and headers. A page is complete without
 * scripts.
 */
package threetier.html;
