package threetier.command.bench;

/**
 * A measurement of a newly started app node.
 *
 * @param firstAnswer seconds from the start of the node to its first answer through the web tier
 * @param seconds planned duration, in seconds, of the load after the first answer
 * @param run the result of that load
 */
record NewNode(String target, double firstAnswer, int seconds, Run run) {}
