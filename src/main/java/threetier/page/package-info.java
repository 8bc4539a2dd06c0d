/**
 * The HTML page and its static files. The server fills the template of the page, and the page is complete without
 * scripts.
 */
package threetier.page;
