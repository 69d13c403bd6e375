import { headerLines } from '../header.ts';
import { capitalized, comment } from '../lines.ts';
import { type Exported, type ExportModel, type Input, writePart } from '../model.ts';
import { parameterOf, TEMPLATE_PARTS, type TemplateResource } from './template.ts';
import { type YamlObject, yamlLines } from './yaml.ts';

/** The model as a CloudFormation template; of what stands with the list of what is to be imported. */
export function cloudformation(model: ExportModel): Exported {
  const written = model.parts.map((part) => writePart(TEMPLATE_PARTS, part, model));
  const resources = written.flatMap((part) => part.resources);
  const limits = [...model.limits, ...written.flatMap((part) => part.limits)];
  const importList = importListOf(resources);
  const stackName = stackNameOf(model);
  const lines = [
    ...headerLines('cloudformation', model, limits, importList === null ? deployment(stackName) : []),
    ...(importList === null ? [] : importLines(stackName, importList)),
    ...(resources.length === 0 ? [] : templateLines(model, resources)),
  ];
  return {
    text: `${lines.join('\n')}\n`,
    limits,
    importList,
    resources: resources.map(({ logicalId, id }) => ({ address: logicalId, id })),
  };
}

/** Letters, digits and dashes are all that CloudFormation takes. */
export function stackNameOf({ stack }: ExportModel): string {
  return `pullpath-${stack.replace(/[^A-Za-z0-9-]/g, '-')}`;
}

function deployment(stackName: string) {
  const flags = { 'stack-name': stackName, 'template-file': { blank: '<this file>' } };
  return ['Deploy it as a stack of its own:', { program: 'aws', args: ['cloudformation', 'deploy'], flags } as const];
}

/** For `--resources-to-import` [aws-facts: cloudformation-import]. */
function importListOf(resources: readonly TemplateResource[]): string | null {
  const standing = resources.filter(({ id }) => id !== null);
  if (standing.length === 0) return null;
  const list = standing.map(({ type, logicalId, id }) => ({
    ResourceType: type,
    LogicalResourceId: logicalId,
    ResourceIdentifier: { Id: id },
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}

function importLines(stackName: string, list: string): string[] {
  return [
    '#',
    ...comment(
      'To import what exists, save the list below as import.json, and look at the change set before you execute it:',
    ),
    `#   aws cloudformation create-change-set --stack-name ${stackName} --change-set-name import --change-set-type IMPORT --template-body file://<this file> --resources-to-import file://import.json`,
    `#   aws cloudformation execute-change-set --stack-name ${stackName} --change-set-name import`,
    '#',
    ...list
      .trimEnd()
      .split('\n')
      .map((line) => `# ${line}`),
  ];
}

const PARAMETER_TYPES: { readonly [K in Input['kind']]: string } = {
  vpc: 'AWS::EC2::VPC::Id',
  subnets: 'List<AWS::EC2::Subnet::Id>',
  // CloudFormation knows no type for route tables and endpoints.
  'route-tables': 'CommaDelimitedList',
  'security-group': 'AWS::EC2::SecurityGroup::Id',
  endpoint: 'String',
};

function templateLines(model: ExportModel, resources: readonly TemplateResource[]): string[] {
  const body = resources.flatMap((each) => [
    '',
    ...comment(capitalized(each.comment)).map((line) => `  ${line}`),
    ...resourceLines(each),
  ]);
  const used = body.join('\n');
  const inputs = model.inputs.filter(
    ({ key }) => used.includes(`!Ref ${parameterOf(model, key)}\n`) || used.endsWith(`!Ref ${parameterOf(model, key)}`),
  );
  const parameters = Object.fromEntries(
    inputs.map(({ key, kind, ids, about }) => [
      parameterOf(model, key),
      { Type: PARAMETER_TYPES[kind], Description: about, Default: ids.join(',') },
    ]),
  );
  return [
    '',
    ...yamlLines({
      AWSTemplateFormatVersion: '2010-09-09',
      Description: `VPC endpoints for image pulls from private subnets (pullpath stack ${model.stack})`,
      ...(inputs.length === 0 ? {} : { Parameters: parameters }),
    }),
    'Resources:',
    ...body.slice(1),
  ];
}

/** What is imported must say what becomes of it when the stack goes; kept is what nobody regrets. */
function resourceLines({ logicalId, type, id, properties }: TemplateResource): string[] {
  const kept: YamlObject = id === null ? {} : { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
  return yamlLines({ [logicalId]: { Type: type, ...kept, Properties: properties } }, '  ');
}
