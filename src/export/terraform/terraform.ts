import { headerLines } from '../header.ts';
import { capitalized, comment } from '../lines.ts';
import { type Exported, type ExportModel, type Input, writePart } from '../model.ts';
import { argument, block, Expression, type HclItem, hclText } from './hcl.ts';
import { type TerraformNames, terraformNames } from './names.ts';
import { idExpression, resourceItems, TERRAFORM_PARTS, type TerraformPart } from './resources.ts';

/** The model as a configuration of Terraform or OpenTofu, with import blocks for what stands. */
export function terraform(model: ExportModel): Exported {
  const names = terraformNames(model, ({ kind }, name) => idExpression(kind, name));
  const written = model.parts.map((part) => writePart(TERRAFORM_PARTS, part, { model, names }));
  return configuration(model, names, { written, calls: [], provider: providerVersion(written), notes: [] });
}

export interface Configuration {
  readonly written: readonly TerraformPart[];
  /** Modules that are called. */
  readonly calls: readonly HclItem[];
  /** Which versions of the AWS provider will do. */
  readonly provider: string;
  readonly notes: readonly TerraformPart['limits'][number][];
}

/** The whole file: what it is, the provider, the variables, the calls of modules, the resources. */
export function configuration(
  model: ExportModel,
  names: TerraformNames,
  { written, calls, provider, notes }: Configuration,
): Exported {
  const resources = written.flatMap((part) => part.resources);
  const limits = [...model.limits, ...notes, ...written.flatMap((part) => part.limits)];
  const imports = resources.some(({ importId }) => importId !== null);
  const body = [...calls, ...resources.flatMap((each) => resourceItems(each, comment(capitalized(each.comment))))];
  const used = hclText(body);
  const inputs = model.inputs.filter(({ key }) => new RegExp(`\\bvar\\.${names.variable(key)}\\b`).test(used));
  const items: HclItem[] = [
    { comment: headerLines('terraform', model, limits, USE) },
    ...(body.length === 0 ? [] : settings(model, imports, provider)),
    ...inputs.flatMap((input) => variableItems(input, names)),
    ...body,
  ];
  return {
    text: `${hclText(items)}\n`,
    limits,
    importList: null,
    resources: resources.map(({ address, id }) => ({ address, id })),
  };
}

const USE = [
  'Run terraform init, then terraform plan and terraform apply. Where your configuration has a terraform block and a provider already, leave these out.',
];

/** What is declared by a resource of its own came later than the rest; with 5.100 all of it was tried. */
function providerVersion(written: readonly TerraformPart[]): string {
  const isNew = written.some(({ resources }) =>
    resources.some(({ address }) => /_association|_private_dns/.test(address)),
  );
  return isNew ? '>= 5.100' : '>= 5.0';
}

function settings({ region, account }: ExportModel, imports: boolean, version: string): HclItem[] {
  const aws = { source: 'hashicorp/aws', version };
  return [
    null,
    block('terraform', [
      // Import blocks need it [aws-facts: terraform-associations].
      argument('required_version', imports ? '>= 1.5' : '>= 1.3'),
      null,
      block('required_providers', [argument('aws', aws)]),
    ]),
    null,
    block('provider "aws"', [
      argument('region', region),
      // In another account the ids below mean nothing.
      argument('allowed_account_ids', [account]),
    ]),
  ];
}

function variableItems({ key, kind, ids, about }: Input, names: TerraformNames): HclItem[] {
  const isList = kind === 'subnets' || kind === 'route-tables';
  return [
    null,
    block(`variable "${names.variable(key)}"`, [
      argument('description', about),
      argument('type', new Expression(isList ? 'list(string)' : 'string')),
      argument('default', isList ? ids : (ids[0] ?? null)),
    ]),
  ];
}
