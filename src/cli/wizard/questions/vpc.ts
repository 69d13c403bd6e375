import type { Verdict } from '../../../diagnose/verdict.ts';
import { formatCount } from '../../../words.ts';
import type { Back, Choice, Prompter } from '../prompter/prompter.ts';
import type { VpcOption } from './vpc-option.ts';

/** More than this are found by typing rather than by looking. */
const FEW = 7;

/** A sign for the list, where room is short, and the words for it. */
const PATHS: { readonly [V in Verdict]: readonly [sign: string, words: string] } = {
  closed: ['✘ ', "Tasks here can't pull images."],
  open: ['✔ ', 'Tasks here can pull images already.'],
  unknown: ['? ', 'Only a full audit can tell whether tasks here can pull images.'],
};

/** Which VPC: the first of the options is proposed. */
export function askVpc(
  prompter: Prompter,
  options: readonly VpcOption[],
  preset: string | undefined,
): Promise<string | Back> {
  const message = 'Which VPC?';
  const choices = options.map(choiceOf);
  const proposed = options.some(({ label }) => label.vpcId === preset) ? preset : options[0]?.label.vpcId;
  if (options.length <= FEW) return prompter.one({ message, choices, preset: proposed });
  const find = (term: string) => choices.filter((_, i) => isLike(options[i], term));
  return prompter.search({ message: 'Which VPC? Type part of its name, CIDR or ID:', find, preset: proposed });
}

function choiceOf(option: VpcOption): Choice<string> {
  const { vpcId, name, cidrBlocks } = option.label;
  const [sign, words] = option.verdict === null ? ['', ''] : PATHS[option.verdict];
  const more = cidrBlocks.length > 1 ? `Other CIDR blocks: ${cidrBlocks.slice(1).join(', ')}.` : '';
  const about = [words, more].filter((text) => text !== '').join(' ');
  return {
    value: vpcId,
    cells: [name ?? '', cidrBlocks[0] ?? '', vpcId, `${sign}${reason(option)}`],
    isUnlikely: option.targets === 0,
    ...(about === '' ? {} : { about }),
  };
}

function reason({ subnets, targets }: VpcOption): string {
  if (subnets === 0) return 'no subnets';
  return targets === 0 ? 'no isolated subnets' : formatCount(targets, 'isolated subnet');
}

function isLike(option: VpcOption | undefined, term: string): boolean {
  if (option === undefined) return false;
  const { vpcId, name, cidrBlocks } = option.label;
  return [name ?? '', vpcId, ...cidrBlocks].some((text) => text.toLowerCase().includes(term.trim().toLowerCase()));
}
