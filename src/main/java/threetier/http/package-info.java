/**
 * HTTP conventions that all resources follow: content negotiation, conditional requests, the scheme and host that the
 * client sees, numbers in parameters, and the headers that name the node, the database and the time spent.
 */
package threetier.http;
