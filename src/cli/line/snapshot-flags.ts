import type { Flag } from './flag.ts';
import { SWITCH, TEXT } from './flag-types.ts';

/** How a snapshot is taken, and read in place of an account. */
export const SNAPSHOT_FLAGS = {
  from: {
    ...TEXT,
    group: 'Account:',
    describe: 'read this snapshot, or a directory of AWS CLI answers, instead of AWS; no credentials needed',
    completesFrom: 'files',
    suggestFor: ['snapshot', 'input', 'from-file', 'from-snapshot'],
    selectsAccount: true,
    isSettledByPlan: true,
    excludes: {
      profile: 'a snapshot needs no credentials',
      'endpoint-url': 'nothing is sent anywhere',
      'role-arn': 'a snapshot needs no credentials',
      regions: 'a snapshot is of one region',
      sandbox: 'read a snapshot or a simulated account',
      'check-permissions': 'a snapshot can’t be asked anything',
      'force-new-deployment': 'a snapshot cannot be changed',
    },
  },
  redact: {
    ...SWITCH,
    group: 'Output:',
    describe: 'replace account ids, names, tags and public addresses; the same stays the same',
    suggestFor: ['anonymize', 'anonymise', 'mask'],
    isPerRun: true,
  },
  script: {
    ...SWITCH,
    group: 'Output:',
    describe: 'print a POSIX shell script that collects the same with the AWS CLI; sends nothing',
    isPerRun: true,
  },
} as const satisfies Readonly<Record<string, Flag>>;
