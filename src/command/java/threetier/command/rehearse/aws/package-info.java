/**
 * Stands in for the metadata service and the APIs of AWS that a node asks while it starts. The nodes use the real AWS
 * CLI; the policies of the templates decide what it may do. {@link threetier.command.rehearse.aws.AwsStandIn} is the
 * program.
 */
package threetier.command.rehearse.aws;
