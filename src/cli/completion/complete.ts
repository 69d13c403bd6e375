import { readProfiles } from '../../aws/account/profiles.ts';
import { formatterFor } from '../../render/layout/formatter.ts';
import { candidatesFor, type Sources } from './candidates.ts';
import type { CompletionItem } from './completion-source.ts';
import { type CompletionTarget, completionTargetOf } from './completion-target.ts';
import type { Shell } from './scripts.ts';
import { parseTypedWords } from './typed-words.ts';
import { vpcIds } from './vpc-ids.ts';

/** Without what a terminal would obey: the shell writes descriptions as they are, and the names in them are others'. */
const { plain } = formatterFor({ colour: false, width: 0, unicode: true });

/**
 * Answers the tab key: what may stand at the cursor, a line a candidate. Never fails and never says anything else,
 * because whatever it wrote would appear in the middle of what the user is typing.
 * @param argv the shell, and the words of the command line up to the cursor
 */
export async function complete(
  [shell = '', ...typed]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const { words, current, prefixLength } = parseTypedWords(shell as Shell, typed);
  const target = completionTargetOf(words, current);
  const candidates = await offer(target, sourcesOf(words, environment));
  if (candidates === 'files') return ':files';
  const before = target.is === 'value' ? current.slice(0, current.length - target.typed.length) : '';
  return candidates
    .map(({ value, about }) => ({ value: before + value, about }))
    .filter(({ value }) => value.startsWith(current))
    .filter(({ value }) => plain(value) === value)
    .map(({ value, about }) => line(shell as Shell, { value: value.slice(prefixLength), about: plain(about) }))
    .join('\n');
}

async function offer(target: CompletionTarget, sources: Sources) {
  try {
    return await candidatesFor(target, sources);
  } catch {
    // No network, no permission, an unreadable file: there is just nothing to offer.
    return [];
  }
}

function sourcesOf(words: readonly string[], environment: NodeJS.ProcessEnv): Sources {
  const given = (flag: string) => {
    const at = words.lastIndexOf(flag);
    const joined = words.findLast((word) => word.startsWith(`${flag}=`));
    return at >= 0 ? words[at + 1] : joined?.slice(flag.length + 1);
  };
  const elsewhere = words.some((word) => /^--(sandbox|role-arn)(=|$)/.test(word));
  const chosen = { region: given('--region'), profile: given('--profile'), endpointUrl: given('--endpoint-url') };
  return {
    // A role is a request more, and a simulated account is created again each time.
    vpcIds: async () => (elsewhere ? [] : vpcIds(chosen, environment)),
    profiles: async () =>
      [...(await readProfiles(environment))].map(([value, { region }]) => ({ value, about: region ?? '' })),
  };
}

/** A candidate as each shell takes it; bash shows no descriptions. */
function line(shell: Shell, { value, about }: CompletionItem): string {
  const told = about.replace(/\s+/g, ' ').trim();
  if (shell === 'bash' || told === '') return shell === 'zsh' ? value.replaceAll(':', '\\:') : value;
  return shell === 'zsh' ? `${value.replaceAll(':', '\\:')}:${told}` : `${value}\t${told}`;
}
