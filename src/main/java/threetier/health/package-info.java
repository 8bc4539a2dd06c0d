/**
 * Health checks for balancers and alarms. The liveness check does not use the databases. {@code /deep-health} queries
 * both databases. The application has no readiness check: the server is ready as soon as it has deployed the
 * application, and until the node drains. A readiness check that queries a database would make the balancer remove all
 * nodes at the same time when the database fails, which would help nobody.
 */
package threetier.health;
