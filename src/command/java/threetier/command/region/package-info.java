/** The failover of a site in two regions: the same steps on AWS and on the laptop. */
package threetier.command.region;
