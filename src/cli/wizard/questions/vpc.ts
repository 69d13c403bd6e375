import type { Verdict } from '../../../diagnose/verdict.ts';
import { count } from '../../../render/words.ts';
import type { Asker, Back, Choice } from '../asker.ts';
import type { VpcOption } from '../vpc-option.ts';

/** More than this are found by typing rather than by looking. */
const FEW = 7;

const PATHS: { readonly [V in Verdict]: string } = {
  closed: ', path closed',
  open: ', path open already',
  unknown: ', path undecided',
};

/** Which VPC: the first of the options is proposed. */
export function askVpc(
  asker: Asker,
  options: readonly VpcOption[],
  preset: string | undefined,
): Promise<string | Back> {
  const message = 'Which VPC?';
  const choices = options.map(choiceOf);
  const proposed = options.some(({ label }) => label.vpcId === preset) ? preset : options[0]?.label.vpcId;
  if (options.length <= FEW) return asker.one({ message, choices, preset: proposed });
  const find = (term: string) => choices.filter((_, i) => isLike(options[i], term));
  return asker.search({ message: 'Which VPC? Type a part of its name, CIDR or id:', find, preset: proposed });
}

function choiceOf(option: VpcOption): Choice<string> {
  const { vpcId, name, cidrBlocks } = option.label;
  return {
    value: vpcId,
    cells: [name ?? '', cidrBlocks[0] ?? '', vpcId, reason(option)],
    isUnlikely: option.targets === 0,
    ...(cidrBlocks.length > 1 ? { about: `More CIDR blocks: ${cidrBlocks.slice(1).join(', ')}` } : {}),
  };
}

function reason({ subnets, targets, verdict }: VpcOption): string {
  if (subnets === 0) return 'no subnets';
  if (targets === 0) return `${count(subnets, 'subnet')}, none without a way out`;
  return `${count(targets, 'subnet')} with no way out${verdict === null ? '' : PATHS[verdict]}`;
}

function isLike(option: VpcOption | undefined, term: string): boolean {
  if (option === undefined) return false;
  const { vpcId, name, cidrBlocks } = option.label;
  return [name ?? '', vpcId, ...cidrBlocks].some((text) => text.toLowerCase().includes(term.trim().toLowerCase()));
}
