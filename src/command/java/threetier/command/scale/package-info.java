/** A load that makes groups of nodes grow and shrink, and what the groups did, here or on AWS. */
package threetier.command.scale;
