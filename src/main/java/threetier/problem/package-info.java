/** Errors for people: problem details (RFC 9457), or a page where a browser asks; never a stack trace. */
package threetier.problem;
