/** Long lists in pages, newest row first: the parameters of a request, a page, and the link to the next one. */
package threetier.paging;
