/**
 * HTTP conventions that every resource follows: content negotiation, conditional requests, the scheme and host that the
 * client sees, numbers in parameters, and the headers that name node, database and time spent.
 */
package threetier.http;
