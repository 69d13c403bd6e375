import { DECLARATIVE_LIMITS } from '../limits.ts';
import type {
  ExportedResource,
  ExportModel,
  ExtensionPart,
  GatewayPart,
  GroupPart,
  InterfacePart,
  Limit,
  PartTable,
  RulesPart,
} from '../model.ts';
import { distinct } from '../names.ts';
import { ruleWords } from '../rules.ts';
import { inlineRules, ruleResource } from './group-rules.ts';
import { argument, block, Expression, type HclItem } from './hcl.ts';
import { type TerraformNames, variableOf } from './names.ts';
import { policyValue } from './policy.ts';

/** One resource with the id to import, and what is said above it. */
export interface TerraformResource extends ExportedResource {
  /** In the form that the resource's import takes. */
  readonly importId: string | null;
  readonly comment: string;
  /** `resource "aws_vpc_endpoint" "ecr_api"`; null where it comes with a module. */
  readonly header: string | null;
  readonly body: readonly HclItem[];
}

export interface TerraformPart {
  readonly resources: readonly TerraformResource[];
  readonly limits: readonly Limit[];
}

export interface TerraformContext {
  readonly model: ExportModel;
  readonly names: TerraformNames;
}

const limited =
  <P>(limitOf: (part: P, model: ExportModel) => Limit) =>
  (part: P, { model }: TerraformContext): TerraformPart => ({ resources: [], limits: [limitOf(part, model)] });

const made = (...resources: readonly TerraformResource[]): TerraformPart => ({ resources, limits: [] });

/** What Terraform says of each kind of part. */
export const TERRAFORM_PARTS: PartTable<TerraformContext, TerraformPart> = {
  'security-group': (part, { names }) => made(groupResource(part, names)),
  'ingress-rules': (part, { names }) => made(...ruleResources(part, names)),
  'interface-endpoint': (part, { names }) => made(interfaceResource(part, names)),
  'gateway-endpoint': (part, { names }) => made(gatewayResource(part, names)),
  'endpoint-extension': (part, context) => made(...associations(part, context)),
  'vpc-attribute': limited(DECLARATIVE_LIMITS['vpc-attribute']),
  revocation: limited(DECLARATIVE_LIMITS.revocation),
  'endpoint-deletion': limited(DECLARATIVE_LIMITS['endpoint-deletion']),
  'endpoint-wait': limited(DECLARATIVE_LIMITS['endpoint-wait']),
  'forced-deployment': limited(DECLARATIVE_LIMITS['forced-deployment']),
};

/** The expression for the id of what a part makes. */
export function idExpression(kind: string, name: string): string {
  return kind === 'security-group' ? `aws_security_group.${name}.id` : `aws_vpc_endpoint.${name}.id`;
}

/** All that is said of one resource. @param id of what stands, in the form that its import takes; null for what is to be made */
function resource(
  type: string,
  name: string,
  {
    because,
    id,
    importId = id,
  }: { readonly because: string; readonly id: string | null; readonly importId?: string | null },
  body: readonly HclItem[],
): TerraformResource {
  const address = `${type}.${name}`;
  return { address, id, importId, comment: because, header: `resource "${type}" "${name}"`, body };
}

/** [aws-facts: terraform-associations] left-out tags are planned for removal. */
function tags(part: { readonly tags: Readonly<Record<string, string>> }): HclItem[] {
  return Object.keys(part.tags).length === 0 ? [] : [null, argument('tags', part.tags)];
}

function groupResource(part: GroupPart, names: TerraformNames): TerraformResource {
  const anywhere = { protocol: 'all', fromPort: null, toPort: null, description: null } as const;
  const egress = part.egress ?? [{ ...anywhere, peer: { kind: 'ipv4' as const, value: '0.0.0.0/0' } }];
  return resource('aws_security_group', names.name(part.name), part, [
    argument('name', part.groupName),
    argument('description', part.description),
    argument('vpc_id', names.vpc),
    ...inlineRules('ingress', part.ingress, part.id),
    // The provider takes away what AWS gives to a new group.
    ...inlineRules('egress', egress, part.id),
    ...tags(part),
  ]);
}

function ruleResources(part: RulesPart, names: TerraformNames): TerraformResource[] {
  const called = distinct(part.rules.map(ruleWords));
  return part.rules.map((rule, i) => {
    const name = names.name(called[i] ?? ruleWords(rule));
    const body = ruleResource(rule, names.idOf(part.group));
    return resource('aws_vpc_security_group_ingress_rule', name, { because: part.because, id: null }, body);
  });
}

function endpointBody(part: InterfacePart | GatewayPart, names: TerraformNames, own: readonly HclItem[]): HclItem[] {
  return [
    argument('vpc_id', names.vpc),
    argument('service_name', part.service),
    argument('vpc_endpoint_type', part.kind === 'interface-endpoint' ? 'Interface' : 'Gateway'),
    ...own,
    ...(part.policy === null ? [] : [null, argument('policy', policyValue(part.policy))]),
    ...tags(part),
  ];
}

function interfaceResource(part: InterfacePart, names: TerraformNames): TerraformResource {
  const body = endpointBody(part, names, [
    argument('subnet_ids', variableOf(names, part.subnets)),
    argument(
      'security_group_ids',
      part.groups.map((group) => names.idOf(group)),
    ),
    // Left out it would be false [aws-facts: terraform-endpoint].
    argument('private_dns_enabled', part.privateDns),
    ...(part.ipAddressType === null ? [] : [argument('ip_address_type', part.ipAddressType)]),
  ]);
  return resource('aws_vpc_endpoint', names.name(part.name), part, body);
}

function gatewayResource(part: GatewayPart, names: TerraformNames): TerraformResource {
  const body = endpointBody(part, names, [argument('route_table_ids', variableOf(names, part.tables))]);
  return resource('aws_vpc_endpoint', names.name(part.name), part, body);
}

/** The association resources: of what was only extended nothing else is declared [aws-facts: terraform-associations]. */
function associations(part: ExtensionPart, { model, names }: TerraformContext): TerraformResource[] {
  const { because, stands } = part;
  const idsOf = (key: string) => model.inputs.find((input) => input.key === key)?.ids ?? [];
  const [endpointId = ''] = idsOf(part.endpoint);
  const endpoint = argument('vpc_endpoint_id', variableOf(names, part.endpoint));
  const name = names.name(part.name);
  const standing = (importId: string) => ({
    because,
    id: stands ? endpointId : null,
    importId: stands ? importId : null,
  });
  const [...groupNames] = part.groups.map((_, i) => (i === 0 ? name : `${name}_${i + 1}`));
  const groups = part.groups.map((group, i) => {
    const groupId =
      'made' in group ? (model.parts.find(({ key }) => key === group.made) as GroupPart).id : idsOf(group.input)[0];
    return resource(
      'aws_vpc_endpoint_security_group_association',
      groupNames[i] ?? name,
      standing(`${endpointId}/${groupId}`),
      [endpoint, argument('security_group_id', names.idOf(group))],
    );
  });
  const each = (type: string, field: string, key: string | null) =>
    key === null ? [] : [resource(type, name, { because, id: null }, forEach(endpoint, field, variableOf(names, key)))];
  return [
    ...groups,
    ...each('aws_vpc_endpoint_subnet_association', 'subnet_id', part.subnets),
    ...each('aws_vpc_endpoint_route_table_association', 'route_table_id', part.tables),
    ...(part.privateDns
      ? [
          resource('aws_vpc_endpoint_private_dns', name, standing(endpointId), [
            endpoint,
            argument('private_dns_enabled', true),
          ]),
        ]
      : []),
  ];
}

function forEach(endpoint: HclItem, field: string, variable: Expression): HclItem[] {
  const all = new Expression(`toset(${variable.expression})`);
  return [argument('for_each', all), null, endpoint, argument(field, new Expression('each.value'))];
}

/** As it stands in the file: the import, if it is one, then the resource. */
export function resourceItems(
  { address, importId, comment, header, body }: TerraformResource,
  told: string[],
): HclItem[] {
  const imported =
    importId === null
      ? []
      : [null, block('import', [argument('to', new Expression(address)), argument('id', importId)])];
  if (header === null) return imported;
  return [...imported, null, ...(comment === '' ? [] : [{ comment: told }]), block(header, body)];
}
