import { codeOf } from '../diagnose/catalogue/catalogue.ts';
import type { Diagnosis } from '../diagnose/diagnosis.ts';
import { commandFor } from './command-line.ts';
import type { Options } from './options.ts';

/**
 * The diagnosis with remedies that can be pasted: the evaluator knows only region and VPC, and the user's own flags
 * (profile, role, extras, stack, simulated account, …) have to go along, or the command would mean something else.
 */
export function pasteable(diagnosis: Diagnosis, region: string, options: Options): Diagnosis {
  const { vpcId } = diagnosis;
  const plain = `pullpath apply --region ${region} --vpc-id ${vpcId}`;
  const target = { vpcId, region: options.sandbox === undefined ? region : options.region, modifyExisting: false };
  const whole = commandFor('apply', options, target);
  const withNames = commandFor('apply', options, { ...target, privateDns: true });
  const findings = diagnosis.findings.map((finding) => ({
    ...finding,
    // Missing private DNS cannot be fixed by a command with --no-private-dns.
    remedy: finding.remedy.replaceAll(plain, finding.code === codeOf('private-dns-off') ? withNames : whole),
  }));
  return { ...diagnosis, findings };
}
