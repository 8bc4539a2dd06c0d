/**
 * Health checks for balancers and alarms. The liveness and the readiness check do not use the databases;
 * {@code /deep-health} uses both. A node that is about to stop announces this here (draining).
 */
package threetier.health;
