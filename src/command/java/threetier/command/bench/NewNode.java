package threetier.command.bench;

/**
 * A measurement of a newly started app node.
 *
 * @param firstAnswer seconds from its start to its first answer through the web tier
 * @param seconds planned duration of the load that follows
 * @param run the result of that load
 */
record NewNode(String target, double firstAnswer, int seconds, Run run) {}
