/**
 * Publishes the meters of this node at {@code /metrics}, in the text format of Prometheus. Only this package knows the
 * format, so another one could send the same meters elsewhere.
 */
package threetier.metrics;
