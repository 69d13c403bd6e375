import { describe, expect, it } from 'vitest';
import { CATALOGUE, codeOf, type FindingName } from '../../src/diagnose/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../src/diagnose/catalogue/catalogue-entry.ts';
import { pageRemedy } from '../../src/diagnose/catalogue/template.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Diagnosis } from '../../src/diagnose/diagnosis.ts';
import { needsOf } from '../../src/diagnose/need.ts';
import { commandText } from '../../src/remedy/command.ts';
import { commandsIn, remedyText } from '../../src/remedy/remedy.ts';
import { shellWord } from '../../src/remedy/shell-syntax.ts';
import { UNKNOWN_WORKLOAD } from '../../src/workload/workload.ts';
import { snapshotWithHub } from '../snapshots.ts';
import type { Case } from './cases/case.ts';
import { CASES } from './cases/cases.ts';
import { removeAll, soundNetwork } from './cases/network.ts';
import { WORKLOADS } from './cases/workloads.ts';

/** The diagnosis of a case's network, with its fault or without, and the id of the subnet that it is about. */
function seen(each: Case, broken: boolean): { diagnosis: Diagnosis; subnetId: string } {
  const network = soundNetwork();
  each.sound?.(network);
  if (broken) each.fault?.(network);
  const snapshot = snapshotWithHub(network.world);
  const diagnosis = diagnose(broken ? (each.misread?.(snapshot, network) ?? snapshot) : snapshot, {
    vpcId: network.vpc.id,
    targetSubnetIds: [network.a.id, network.c.id],
    needs: needsOf('1.4.0', []),
    ...(broken ? each.options?.(network) : {}),
  });
  return { diagnosis, subnetId: network.a.id };
}

const namesIn = ({ findings }: Diagnosis): string[] => [...new Set(findings.map(({ code }) => nameOf(code)))].sort();

function nameOf(code: string): string {
  return Object.entries(CATALOGUE).find(([, entry]) => entry.code === code)?.[0] ?? code;
}

describe('a sound network', () => {
  it('is open at every hop, and calls for no remark', () => {
    const { diagnosis } = seen({ finding: 'endpoint-missing', where: '', hop: ['s3', 'open'] }, false);
    expect(diagnosis.verdict).toBe('open');
    expect(diagnosis.subnets.flatMap(({ hops }) => hops.map(({ verdict }) => verdict))).toEqual(Array(8).fill('open'));
    expect(diagnosis.findings).toEqual([]);
  });
});

describe.each(CASES)('$finding is said where $where', (each) => {
  const [hop, verdict] = each.hop;
  const broken = seen(each, true);
  const sound = seen(each, false);

  it(`and the hop ${hop} is ${verdict}`, () => {
    const subnet = broken.diagnosis.subnets.find(({ subnetId }) => subnetId === broken.subnetId);
    expect(subnet?.hops.find((candidate) => candidate.hop === hop)?.verdict).toBe(verdict);
  });

  it('and nothing is said that the fault does not entail', () => {
    const before = namesIn(sound.diagnosis);
    const expected = [...new Set([each.finding, ...(each.besides ?? [])])].sort();
    expect(namesIn(broken.diagnosis).filter((name) => !before.includes(name))).toEqual(expected);
  });

  it('with real ids in every sentence', () => {
    for (const { message, remedy, subject } of broken.diagnosis.findings) {
      expect(`${message} ${remedyText(remedy)}`).not.toMatch(/\{\w+\}|undefined|null/);
      expect(subject.id).not.toBe('');
    }
  });
});

/** The words of a command line, as they stand there. */
const wordsOf = (command: string) => command.match(/(?:'[^']*'|[^\s'])+/g) ?? [];
/** As somebody must fill it in, and as nothing that a shell takes for more than text. */
const withoutPlaceholders = (command: string) => command.replace(/<[^>]+>/g, 'x');

describe('a command that a person may run', () => {
  const commands = (Object.values(CATALOGUE) as CatalogueEntry[]).flatMap((entry) => {
    const { remedy, command } = pageRemedy(entry);
    return [...commandsIn(remedy), ...(command === null ? [] : [command])].map((each) => commandText(each));
  });

  it.each(commands)('is quoted as every shell needs it: %s', (command) => {
    const bare = wordsOf(withoutPlaceholders(command)).filter((word) => !word.startsWith("'"));
    expect(bare.map((word) => shellWord(word, 'posix'))).toEqual(bare);
  });

  it.each(CASES.map((each) => [`${each.finding}, ${each.where}`, each] as const))(
    'stays so with real values: %s',
    (_, each) => {
      for (const { remedy } of seen(each, true).diagnosis.findings) {
        for (const command of commandsIn(remedy)) {
          for (const word of wordsOf(withoutPlaceholders(commandText(command))))
            expect(shellWord(word.replace(/^'(.*)'$/, '$1'), 'posix')).toBe(word);
        }
      }
    },
  );
});

describe('the catalogue of findings', () => {
  // A network of which nothing is judged has no fault: test/cli/estate.test.ts has it.
  const found = (Object.keys(CATALOGUE) as FindingName[]).filter((name) => name !== 'nothing-judged');

  it.each(found)('has no entry that nothing produces: %s', (name) => {
    const produced = CASES.filter(({ finding }) => finding === name).some((each) =>
      seen(each, true).diagnosis.findings.some(({ code }) => code === codeOf(name)),
    );
    expect(produced).toBe(true);
  });
});

describe('a service in a public subnet', () => {
  const each = WORKLOADS.find(({ finding }) => finding === 'public-address-needed');

  it('is open where its tasks get a public address', () => {
    const network = soundNetwork();
    each?.fault?.(network);
    const { workload } = each?.options?.(network) ?? {};
    const open = { ...UNKNOWN_WORKLOAD, ...workload, publicAddress: { value: true, from: '' } };
    const diagnosis = diagnose(snapshotWithHub(network.world), {
      vpcId: network.vpc.id,
      targetSubnetIds: [network.a.id],
      needs: needsOf('1.4.0', []),
      workload: { ...open, images: { value: [{ container: 'web', image: 'nginx' }], from: '' } },
    });
    const subnet = diagnosis.subnets.find(({ subnetId }) => subnetId === network.a.id);
    expect(subnet?.hops.map(({ hop, verdict }) => `${hop} ${verdict}`)).toEqual([
      'dns open',
      'ecr.api open',
      'ecr.dkr open',
      's3 open',
      'docker.io open',
    ]);
  });
});

describe('a workload of which ECS does not tell the subnets', () => {
  it('is unknown, however the VPC is', () => {
    const network = soundNetwork();
    const options = { vpcId: network.vpc.id, targetSubnetIds: null, needs: needsOf('1.4.0', []) };
    const workload = { ...UNKNOWN_WORKLOAD, cluster: 'prod', service: 'orders' };
    expect(diagnose(snapshotWithHub(network.world), options).verdict).toBe('open');
    expect(diagnose(snapshotWithHub(network.world), { ...options, workload }).verdict).toBe('unknown');
    removeAll(network);
    expect(diagnose(snapshotWithHub(network.world), { ...options, workload }).verdict).toBe('unknown');
  });
});
