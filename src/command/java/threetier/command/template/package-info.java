/**
 * CloudFormation templates: parsed, and evaluated for given parameters; the members of their network, and its rules.
 */
package threetier.command.template;
