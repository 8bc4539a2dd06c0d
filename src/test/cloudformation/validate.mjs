// Runs AWS's own validator. Reads {"name": "text of a template", …} and writes [{"file", "rule", "where", "message"}, …].
import { readFileSync } from 'node:fs';
import { RegoEngine } from '@aws/cloudformation-validate';

const templates = JSON.parse(readFileSync(0, 'utf8'));
const engine = new RegoEngine();
const findings = Object.entries(templates).flatMap(([file, text]) => {
  const template = { path: file, readBytes: () => new TextEncoder().encode(text) };
  return engine.validateStandard(template).diagnostics.map(({ ruleId, entity, message }) =>
    ({ file, rule: ruleId, where: entity?.logicalId ?? '', message }));
});
process.stdout.write(JSON.stringify(findings));
