/**
 * The stack on AWS, through the AWS CLI: made, changed, followed, removed, its passwords rotated; what goes wrong is
 * told by its first cause.
 */
package threetier.command.deploy;
