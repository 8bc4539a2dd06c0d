package threetier.command.drill;

/**
 * A cart that its visitor did not find again.
 *
 * @param node the app node that answered the visitor last
 */
record LostCart(String node) {}
