// Checks templates with the AwsSolutions rules of cdk-nag. Reads the templates' folder as JSON and writes [{"file", "rule", "where", "message"}, …].
import { readFileSync, readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';

const folder = JSON.parse(readFileSync(0, 'utf8'));
const findings = [];
// By default CDK creates an output folder per template and does not delete it
const outdir = mkdtempSync(join(tmpdir(), 'nag-'));
process.on('exit', () => rmSync(outdir, { recursive: true }));
for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()) {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Templates');
  new CfnInclude(stack, 'Template', { templateFile: join(folder, file) });
  for (const { ruleName, description, violatingResources } of new AwsSolutionsChecks(app).validateScope(app).violations) {
    for (const { constructPath } of violatingResources) {
      findings.push({ file, rule: ruleName, where: constructPath.split('/').pop(), message: description });
    }
  }
}
process.stdout.write(JSON.stringify(findings));
