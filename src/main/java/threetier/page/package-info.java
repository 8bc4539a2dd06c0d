/** What a browser gets: one template, filled on the server and complete without scripts, and its static files. */
package threetier.page;
