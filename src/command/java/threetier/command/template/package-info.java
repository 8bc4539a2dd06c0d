/** CloudFormation templates: parsed, and evaluated for given parameters. */
package threetier.command.template;
