/**
 * Watches a stage: Prometheus and the programs that turn httpd's log and state into metrics, and the page that draws
 * the numbers. Start reading at {@link threetier.command.observe.Observation}.
 */
package threetier.command.observe;
