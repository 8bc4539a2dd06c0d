/** Error responses. The body is problem details (RFC 9457), or a page for browsers. It never contains a stack trace. */
package threetier.problem;
