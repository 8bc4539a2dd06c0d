/**
 * Health checks for balancers and alarms. The liveness check and the readiness check do not use the databases.
 * {@code /deep-health} queries both databases. This package also detects that a node is about to stop (draining).
 */
package threetier.health;
