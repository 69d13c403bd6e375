import { describe, expect, it } from 'vitest';
import { PullpathError } from '../../src/errors.ts';
import type { ExportModel, ExportModule } from '../../src/export/model.ts';
import { moduleCall } from '../../src/export/modules/module-call.ts';
import { type WorldName, worlds } from '../../src/sandbox/index.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { opener, world } from '../plan/worlds.ts';
import { planModel, stackModel } from './exporting.ts';

/** The inputs of each module, as its own `variables.tf` has them at that version. */
const INPUTS: { readonly [M in ExportModule]: { readonly version: string; readonly variables: readonly string[] } } = {
  'ecr-private-subnet-endpoints': {
    version: '0.0.1',
    variables: [
      'service_name',
      'vpc_id',
      'private_subnet_tag_key',
      'private_subnet_tag_value',
      'private_route_table_tag_key',
      'private_route_table_tag_value',
      'private_subnet_ids',
      'private_route_table_ids',
      'fargate_version',
      'configure_additional_endpoints',
    ],
  },
  'vpc-endpoints': {
    version: '~> 6.6',
    variables: [
      'create',
      'region',
      'vpc_id',
      'endpoints',
      'security_group_ids',
      'subnet_ids',
      'tags',
      'timeouts',
      'create_security_group',
      'security_group_name',
      'security_group_name_prefix',
      'security_group_description',
      'security_group_rules',
      'security_group_tags',
    ],
  },
};

/** What `main.tf` of vpc-endpoints 6.6.0 reads of each item; anything else it ignores without a word. */
const ENDPOINT_KEYS = [
  'create',
  'service',
  'service_name',
  'service_endpoint',
  'service_region',
  'service_type',
  'auto_accept',
  'security_group_ids',
  'subnet_ids',
  'route_table_ids',
  'policy',
  'private_dns_enabled',
  'ip_address_type',
  'dns_options',
  'subnet_configurations',
  'tags',
];
const RULE_KEYS = [
  'protocol',
  'from_port',
  'to_port',
  'type',
  'description',
  'cidr_blocks',
  'ipv6_cidr_blocks',
  'prefix_list_ids',
  'self',
  'source_security_group_id',
];

const byId = { subnetTag: [], routeTableTag: [] };

function call(module: ExportModule, model: ExportModel, chosen: Parameters<typeof moduleCall>[2] = byId) {
  const { text, limits } = moduleCall(module, model, chosen);
  const [, body = ''] = /\nmodule "\w+" \{\n([\s\S]*?)\n\}\n/.exec(`${text}\n`) ?? [];
  return { text, limits: limits.map(({ message }) => message), body };
}

/** The names that are assigned so deep in a body, in blanks. */
function assignedIn(body: string, indent: number): string[] {
  return [...body.matchAll(new RegExp(`^ {${indent}}"?([\\w.-]+)"? += `, 'gm'))].map(([, name = '']) => name);
}

function refusal(module: ExportModule, model: ExportModel): string {
  try {
    moduleCall(module, model, byId);
  } catch (error) {
    if (error instanceof PullpathError) return `${error.kind} ${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

const both: WorldName[] = ['guide', 'partial-s3'];

describe.each(Object.entries(INPUTS) as [ExportModule, (typeof INPUTS)[ExportModule]][])(
  'a call of %s',
  (module, inputs) => {
    it.each(both)('has inputs that the module knows, in the version that was read (%s)', (name) => {
      const { body } = call(module, planModel(worlds[name].make(), { with: ['logs', 'ssm', 'ecs-telemetry'] }));
      expect(body).toContain(`version = "${inputs.version}"`);
      const names = assignedIn(body, 2).filter((input) => input !== 'source' && input !== 'version');
      expect(names.length).toBeGreaterThan(3);
      expect(names.filter((input) => !inputs.variables.includes(input))).toEqual([]);
    });
  },
);

describe('the call of vpc-endpoints', () => {
  it('has items of which the module reads every field, private DNS written out', () => {
    const { body, limits } = call('vpc-endpoints', planModel(worlds.guide.make(), { with: ['logs'] }));
    const [rules = '', endpoints = ''] = body.split('\n  endpoints = {');
    expect(assignedIn(rules, 6).filter((key) => !RULE_KEYS.includes(key))).toEqual([]);
    expect(assignedIn(endpoints, 4)).toEqual(['ecr.api', 'ecr.dkr', 's3', 'logs']);
    expect(assignedIn(endpoints, 6).filter((key) => !ENDPOINT_KEYS.includes(key))).toEqual([]);
    expect(endpoints.match(/private_dns_enabled = true/g)).toHaveLength(3);
    expect(limits).toEqual([]);
  });

  it('leaves private DNS off where the plan does, and takes one subnet a zone where two are targets', () => {
    const model = planModel(worlds['same-zone'].make(), { privateDns: false });
    const { body, text } = call('vpc-endpoints', model);
    expect(body.match(/private_dns_enabled = false/g)).toHaveLength(2);
    expect(text).toMatch(/default += \["subnet-\w+"\]/);
  });

  it.each([
    ['China', 'cn-north-1', /service_name += "cn\.com\.amazonaws\.cn-north-1\.ecr\.api"/],
    ['GovCloud', 'us-gov-west-1', /service += "ecr\.api"/],
  ])('names services as the region does (%s)', (_, region, said) => {
    expect(call('vpc-endpoints', elsewhere(region)).body).toMatch(said);
  });

  it('has the association of a foreign endpoint beside it, with the security group of the module', () => {
    const model = planModel(world('locked-endpoint'), { modifyExisting: 'all' });
    const { text } = call('vpc-endpoints', model);
    expect(text).toContain('resource "aws_vpc_endpoint_security_group_association" "ecr_api" {');
    expect(text).toMatch(/security_group_id += module\.vpc_endpoints\.security_group_id/);
  });

  it('imports what stands under the addresses of the module', async () => {
    const { text } = call('vpc-endpoints', stackModel((await opener('guide')())()));
    expect(text).toContain('to = module.vpc_endpoints.aws_vpc_endpoint.this["ecr.api"]');
    expect(text).toContain('to = module.vpc_endpoints.aws_security_group.this[0]');
    expect(text).toMatch(/id = "sg-\w+_ingress_tcp_443_443_10\.0\.1\.0\/24"/);
  });
});

describe("the call of the guide's module", () => {
  it("gives it the plan's subnets and tables, and says who else would need to be admitted", () => {
    const { body, limits } = call('ecr-private-subnet-endpoints', planModel(worlds.guide.make()));
    expect(body).toMatch(/private_subnet_ids += {1,2}var\.subnet_ids|private_subnet_ids +=? ?= var\.subnet_ids/);
    expect(body).toMatch(/fargate_version += "1\.4"/);
    expect(body).toMatch(/configure_additional_endpoints += false/);
    expect(limits).toEqual([expect.stringContaining('10.0.101.0/24')]);
  });

  it('takes tags where one tag each was chosen by, and ids where a star would match more', () => {
    const model = planModel(worlds.guide.make());
    const chosen = { subnetTag: [{ key: 'tier', value: 'private' }], routeTableTag: [{ key: 'tier', value: 'priv*' }] };
    const { body } = call('ecr-private-subnet-endpoints', model, chosen);
    expect(body).toMatch(/private_subnet_tag_key += "tier"\n +private_subnet_tag_value += "private"/);
    expect(body).not.toContain('private_subnet_ids');
    expect(body).not.toContain('private_route_table_tag_key');
    expect(body).toMatch(/private_route_table_ids += var\.route_table_ids/);
  });

  it('asks for 1.3 where only ecr.dkr is missing, and for all additional endpoints where some are wanted', () => {
    const { body, limits } = call(
      'ecr-private-subnet-endpoints',
      planModel(worlds['foreign-ecr'].make(), { with: ['logs', 'kms'] }),
    );
    expect(body).toMatch(/fargate_version += "1\.3"/);
    expect(body).toMatch(/configure_additional_endpoints += true/);
    expect(limits).toContainEqual(expect.stringMatching(/all or none.* ecs-telemetry and ssm/));
    expect(limits).toContainEqual(expect.stringContaining('no endpoint for kms'));
  });

  it('says that it opens more ports than --ingress https', () => {
    const { limits } = call('ecr-private-subnet-endpoints', planModel(worlds.guide.make(), { ingress: 'https' }));
    expect(limits).toContainEqual(expect.stringContaining('TCP 80 and UDP 53'));
  });

  it('says that it would be in every zone where fewer are asked for', () => {
    const { limits } = call('ecr-private-subnet-endpoints', planModel(worlds.guide.make(), { zones: 1 }));
    expect(limits).toContainEqual(expect.stringContaining('more zones'));
  });

  const REFUSED: [string, World, Parameters<typeof planModel>[1], RegExp][] = [
    ['two subnets in a zone', worlds['same-zone'].make(), {}, /one subnet a zone/],
    ['a zone without the service', worlds['zone-gap'].make(), {}, /No interface of ecr.dkr can be in subnet-/],
    [
      'ecr.dkr of others',
      world('locked-endpoint'),
      { modifyExisting: 'all' },
      /always creates an endpoint for ecr\.dkr/,
    ],
    ['private DNS off', worlds.guide.make(), { privateDns: false }, /always switches private DNS on/],
    ['subnets in a Local Zone', worlds['local-zone'].make(), {}, /belong into subnet-|No interface/],
  ];
  it.each(REFUSED)('is refused with the reason: %s', (_, on, choices, reason) => {
    const said = refusal('ecr-private-subnet-endpoints', planModel(on, choices));
    expect(said).toMatch(/^needs-person ModuleCannot The module ecr-private-subnet-endpoints cannot/);
    expect(said).toMatch(reason);
  });

  it('is refused where services have other names, as in China, and not in GovCloud', () => {
    expect(refusal('ecr-private-subnet-endpoints', elsewhere('cn-north-1'))).toMatch(
      /cn\.com\.amazonaws\.cn-north-1\.ecr/,
    );
    expect(refusal('ecr-private-subnet-endpoints', elsewhere('us-gov-west-1'))).toBe('none');
  });

  it('is refused for what stands, and says nothing where there is nothing to create', async () => {
    expect(refusal('ecr-private-subnet-endpoints', stackModel((await opener('guide')())()))).toContain(
      'cannot take over what exists',
    );
    expect(call('ecr-private-subnet-endpoints', planModel(worlds.open.make())).text).toContain('Nothing to create');
  });
});

/** The guide's plan in another region. */
function elsewhere(region: string): ExportModel {
  return planModel(worlds.guide.make({ region }));
}
