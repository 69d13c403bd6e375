import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modelOfPlan } from '../../src/export/from-plan.ts';
import { EXPORT_FORMATS } from '../../src/export/model.ts';
import { guideModule } from '../../src/export/modules/guide-module.ts';
import { vpcEndpointsModule } from '../../src/export/modules/vpc-endpoints-module.ts';
import type { Choices } from '../../src/plan/choices.ts';
import { Plan } from '../../src/plan/plan.ts';
import { type WorldName, worldNames, worlds } from '../../src/sandbox/index.ts';
import { runId } from '../laws/stage.ts';
import { planOn } from '../plan/planning.ts';
import { opener } from '../plan/worlds.ts';
import { inEveryFormat, planModel, stackModel } from './exporting.ts';

const CHOICES: [string, Partial<Choices>][] = [
  ['as it is', {}],
  ['with all allowed', { modifyExisting: 'all', with: ['logs', 'dynamodb'], stack: '1.a_b-C' }],
  ['little', { ingress: 'https', admit: 'targets', privateDns: false, zones: 1 }],
];

const CASES = worldNames
  .filter((name) => name !== 'no-vpc')
  .flatMap((name) => CHOICES.map(([title, choices]) => [name, title, choices] as const));

/** Whether `terraform fmt` can be asked; it needs no provider. */
const hasTerraform = spawnSync('terraform', ['version'], { env: { PATH: process.env.PATH } }).status === 0;
if (!hasTerraform)
  process.stderr.write('exported Terraform is not held against `terraform fmt`: SKIPPED, there is no terraform here\n');

describe('an export of a plan', () => {
  it.each(CASES)('says every step or why not, the same in every run and from a file (%s, %s)', (name, _, choices) => {
    const plan = planOn(worlds[name].make(), choices);
    const model = modelOfPlan(plan, null);
    const all = inEveryFormat(model);
    for (const format of EXPORT_FORMATS) {
      const { text, limits } = all[format];
      for (const step of plan.steps) {
        if (step.action === 'create' && 'service' in step.after) expect(text).toContain(step.after.service);
        const isDone =
          format === 'aws-cli'
            ? ['tag']
            : ['tag', 'revoke-ingress', 'delete-endpoints', 'await-endpoint', 'modify-vpc-attribute'];
        if (isDone.includes(step.kind)) expect(limits).not.toEqual([]);
      }
      for (const { message } of limits) expect(text.replace(/\n# +/g, ' ')).toContain(message.slice(0, 40));
      expect(text).not.toMatch(/pullpath:(managed-by|stack|run|undo)/);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).not.toMatch(/ $/m);
    }
    expect(inEveryFormat(planModel(worlds[name].make(), choices, runId(0xdef)))).toEqual(all);
    expect(inEveryFormat(modelOfPlan(Plan.parse(JSON.parse(JSON.stringify(plan))), null))).toEqual(all);
  });

  it.each(CASES)('is a script that a shell can read (%s, %s)', (name, _, choices) => {
    const { text } = inEveryFormat(planModel(worlds[name].make(), choices))['aws-cli'];
    expect(spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('an export of what stands', () => {
  const NAMES: WorldName[] = ['guide', 'foreign-ecr', 'partial-s3', 'locked-endpoint', 'dns-off', 'same-zone'];

  it.each(NAMES)('has the id of everything that the stack made, and nothing of others (%s)', async (name) => {
    const made = await opener(name, { modifyExisting: 'all', with: ['logs'] })();
    const world = made();
    const isOwn = ({ tags }: { tags: Readonly<Record<string, string>> }) => tags['pullpath:managed-by'] === 'pullpath';
    const own = [...world.securityGroups, ...world.endpoints].filter(isOwn).map(({ id }) => id);
    const model = stackModel(world);
    const { terraform, cloudformation } = inEveryFormat(model);
    expect(own.length).toBeGreaterThan(1);
    const idsOf = (resources: typeof terraform.resources) => [...new Set(resources.map(({ id }) => id))].sort();
    const extended = model.parts.flatMap((part) =>
      part.kind === 'endpoint-extension' ? [part.endpoint.split(' ')[1]!] : [],
    );
    expect(idsOf(terraform.resources)).toEqual([...own, ...extended].sort());
    expect(idsOf(cloudformation.resources)).toEqual(own.sort());
    expect(JSON.parse(cloudformation.importList!)).toHaveLength(own.length);
    expect(terraform.text.match(/^import \{$/gm)).toHaveLength(terraform.resources.length);
    expect(terraform.text).not.toMatch(/pullpath:(managed-by|stack|run|undo)/);
  });

  it('of a stack that is not there is nothing, and says so', () => {
    for (const { text, resources } of Object.values(inEveryFormat(stackModel(worlds.guide.make(), 'blue')))) {
      expect(resources).toEqual([]);
      expect(text).toContain('Nothing to export: stack blue has nothing in vpc-');
    }
  });
});

describe.skipIf(!hasTerraform)('terraform fmt', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pullpath-fmt-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('has nothing to change in any export', async () => {
    for (const [name, title, choices] of CASES) {
      const model = planModel(worlds[name].make(), choices);
      const calls = [
        inEveryFormat(model).terraform,
        ...[vpcEndpointsModule, guideModule].map((call) => call(model, { subnetTag: [], routeTableTag: [] }).exported),
      ];
      for (const [i, { text }] of calls.entries())
        writeFileSync(join(directory, `${name}-${title.replaceAll(' ', '-')}-${i}.tf`), text);
    }
    const standing = stackModel((await opener('foreign-ecr', { with: ['logs'] })())());
    writeFileSync(join(directory, 'standing.tf'), inEveryFormat(standing).terraform.text);
    expect(
      execFileSync('terraform', ['fmt', '-check', '-diff', directory], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      }),
    ).toBe('');
  });
});
