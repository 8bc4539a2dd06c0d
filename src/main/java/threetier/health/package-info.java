/**
 * What balancers and alarms ask for: live and ready, without a database; {@code /deep-health}, with both; draining, by
 * which a node says that it is about to stop.
 */
package threetier.health;
