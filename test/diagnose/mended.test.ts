import { describe, expect, it } from 'vitest';
import { codeOf, type FindingName } from '../../src/diagnose/catalogue/catalogue.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Finding } from '../../src/diagnose/findings/finding.ts';
import { needsOf } from '../../src/diagnose/need.ts';
import { argvOf } from '../../src/remedy/command.ts';
import { commandsIn } from '../../src/remedy/remedy.ts';
import { runAwsCli } from '../aws-cli.ts';
import { snapshotOf } from '../snapshots.ts';
import type { Case } from './cases/case.ts';
import { CASES } from './cases/cases.ts';
import { type Network, soundNetwork } from './cases/network.ts';

/** The network of a case with its fault, and what is found there. */
function broken(each: Case): { network: Network; findings: () => readonly Finding[] } {
  const network = soundNetwork();
  each.sound?.(network);
  each.fault?.(network);
  const options = each.options?.(network) ?? {};
  const findings = () =>
    diagnose(snapshotOf(network.world), {
      vpcId: network.vpc.id,
      targetSubnetIds: [network.a.id, network.c.id],
      needs: needsOf('1.4.0', []),
      ...options,
    }).findings;
  return { network, findings };
}

const isOf =
  (name: FindingName) =>
  ({ code }: Finding): boolean =>
    code === codeOf(name);

const changes = ([program, service, operation]: readonly string[]) =>
  program === 'aws' && service === 'ec2' && /^(create|authorize|delete|modify)-/.test(operation ?? '');

/** Words in capitals, or in angle brackets, are left to the reader. */
const isFilledIn = (words: readonly string[]) => words.every((word) => !/^(<.*>|[A-Z]+(_[A-Z]+)+)$/.test(word));

/** The cases whose finding prints commands of the AWS CLI that change the network. */
const MENDABLE = CASES.filter(
  (each) =>
    each.misread === undefined &&
    broken(each)
      .findings()
      .filter(isOf(each.finding))
      .some(({ remedy }) =>
        commandsIn(remedy)
          .map(argvOf)
          .some((words) => changes(words) && isFilledIn(words)),
      ),
);

describe('the commands that a finding prints, run as printed on the network that it was found in', () => {
  it.each(MENDABLE.map((each) => [each.finding, each.where, each] as const))(
    'mend it: %s where %s',
    (name, _, each) => {
      const { network, findings } = broken(each);
      const found = findings().filter(isOf(name));
      expect(found).not.toEqual([]);
      const printed = found.flatMap(({ remedy }) => commandsIn(remedy)).map((command) => argvOf(command));
      // What several findings print alike is run once.
      const commands = [...new Map(printed.map((words) => [words.join(' '), words])).values()];
      const done = commands.filter((words) => runAwsCli(network.world, words));
      expect(done.length).toBeGreaterThan(0);
      expect(findings().filter(isOf(name))).toEqual([]);
    },
  );

  it('are there for every kind of fault that a person mends in EC2', () => {
    const names = new Set(MENDABLE.map(({ finding }) => finding));
    expect([...names].sort()).toMatchSnapshot();
  });
});
