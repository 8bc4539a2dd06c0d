/**
 * The stack on AWS, managed with the AWS CLI: creation, update, removal and password rotation, with progress. A failure
 * is reported with its root cause.
 */
package threetier.command.deploy;
