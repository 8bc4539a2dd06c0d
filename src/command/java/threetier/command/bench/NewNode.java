package threetier.command.bench;

/**
 * An app node that has just been started.
 *
 * @param firstAnswer seconds from its start to its first answer through the web tier
 * @param seconds for how long it was then meant to be under load
 * @param run what it did under load from then on
 */
record NewNode(String target, double firstAnswer, int seconds, Run run) {}
