/** Digests of text, and the rule by which two texts count as the same. */
package threetier.text;
