/** Error responses: problem details (RFC 9457), or a page for browsers; never a stack trace. */
package threetier.problem;
