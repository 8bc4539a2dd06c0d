/** What a browser sees: one template, filled on the server and complete without scripts, and the files it needs. */
package threetier.page;
