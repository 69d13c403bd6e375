import type { Flag } from './flag.ts';
import { oneOf, region, SWITCH } from './flag-types.ts';

/** What an audit is about, and when it fails. */
export const AUDIT_FLAGS = {
  'all-vpcs': {
    ...SWITCH,
    group: 'Audit:',
    describe: 'every VPC that has target subnets',
    asksAboutSeveral: (value) => value !== undefined,
  },
  'all-stacks': {
    ...SWITCH,
    group: 'Targets:',
    describe: 'every stack of pullpath, and not only the one of --stack',
    excludes: { stack: 'name one stack or ask for all' },
  },
  regions: {
    type: 'list',
    schema: (z) => z.optional(z.array(z.union([z.literal('all'), region(z)]))),
    group: 'Audit:',
    describe: 'these regions, or all',
    completesFrom: 'regionsOrAll',
    asksAboutSeveral: (value) => value !== undefined,
  },
  'fail-on': {
    ...oneOf(['closed', 'unknown', 'risk'], 'unknown'),
    group: 'Audit:',
    describe: 'exit 2 when the path is closed; closed or unknown; or at any risk',
  },
} as const satisfies Readonly<Record<string, Flag>>;
