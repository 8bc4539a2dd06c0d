/**
 * Health checks for balancers and alarms: live and ready, without the databases; {@code /deep-health}, with both; and
 * draining, which announces that a node is about to stop.
 */
package threetier.health;
