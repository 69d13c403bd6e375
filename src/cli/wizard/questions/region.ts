import { isKnownRegion, REGIONS } from '../../../aws/account/regions.ts';
import { Options } from '../../line/options.ts';
import type { Back, Choice, Prompter } from '../prompter.ts';

/** Which region, where neither a flag nor the environment nor the profile says so. Nobody is given one by default. */
export function askRegion(prompter: Prompter, preset: string | undefined): Promise<string | Back> {
  return prompter.search({ message: 'Which region?', find: regionsLike, preset });
}

/** By name and by place; and a region that opened after this version was made, where it is spelt out. */
function regionsLike(term: string): Choice<string>[] {
  const wanted = term.trim().toLowerCase();
  const found = REGIONS.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
  const choices = found.map(({ name, description }) => ({ value: name, cells: [name, description] }));
  const isNew = wanted !== '' && Options.shape.region.safeParse(wanted).success && !isKnownRegion(wanted);
  return isNew ? [...choices, { value: wanted, cells: [wanted, 'not known to this version of pullpath'] }] : choices;
}
