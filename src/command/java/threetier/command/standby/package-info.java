/** Two regions on this machine: the stage, a second stage that replicates it, and a stand-in for Route 53. */
package threetier.command.standby;
