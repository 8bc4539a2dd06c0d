// Prints AWS's specification of resource types. Reads ["AWS::EC2::VPC", …] and writes {"types": {…}, "definitions": {…}}.
// Omits types that AWS does not know.
import { readFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

const database = loadAwsServiceSpecSync();
const definitions = {};

function properties(owner) {
  return Object.fromEntries(Object.entries(owner.properties).map(([name, { type, required }]) =>
    [name, { required: required ?? false, type: describe(type) }]));
}

function describe(type) {
  switch (type.type) {
    case 'array': return { kind: 'array', of: describe(type.element) };
    case 'map': return { kind: 'map', of: describe(type.element) };
    case 'union': return { kind: 'union', of: type.types.map(describe) };
    case 'ref': return define(type.reference.$ref);
    default: return type.allowedValues ? { kind: type.type, allowed: type.allowedValues } : { kind: type.type };
  }
}

function define(id) {
  if (!definitions[id]) {
    definitions[id] = {};
    Object.assign(definitions[id], properties(database.get('typeDefinition', id)));
  }
  return { kind: 'definition', id };
}

const types = {};
for (const name of JSON.parse(readFileSync(0, 'utf8'))) {
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', name);
  if (resource) {
    types[name] = { attributes: Object.keys(resource.attributes), properties: properties(resource) };
  }
}
process.stdout.write(JSON.stringify({ types, definitions }));
