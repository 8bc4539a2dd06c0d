package threetier.command.bench;

/**
 * An app node that has just been started.
 *
 * @param firstAnswer seconds from its start to its first answer through the web tier
 * @param run what it did under load from then on
 */
record NewNode(String target, double firstAnswer, Run run) {

    /** For how many whole seconds it was under load. */
    int seconds() {
        return (int) Math.round(run.seconds());
    }
}
