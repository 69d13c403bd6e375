import { BACK, type Back, type Prompter } from '../prompter/prompter.ts';
import type { Extra } from './common-extras.ts';

/** Stands in the list for what is not in it. */
const OTHER = 'other…';

export interface ExtrasData {
  /** What can be proposed: offered by the region, and not served yet. */
  readonly extras: readonly Extra[];
  /** Services that were named before. */
  readonly preset: readonly string[];
  /** What is wrong with a service that is named; null where nothing is. */
  readonly complaint: (service: string) => string | null;
}

/** Which services beside the image pull; any that the region has can be named. */
export async function askExtras(
  prompter: Prompter,
  { extras, preset, complaint }: ExtrasData,
): Promise<readonly string[] | Back> {
  const listed = extras.map(({ service }) => service);
  const others = preset.filter((service) => !listed.includes(service));
  let marked = [...preset.filter((service) => listed.includes(service)), ...(others.length > 0 ? [OTHER] : [])];
  for (;;) {
    const chosen = await prompter.any({
      message: 'Which other AWS services do the tasks use at startup?',
      choices: [
        ...extras.map(({ service, purpose }) => ({ value: service, cells: [service, purpose] })),
        { value: OTHER, cells: [OTHER, 'type a service name'] },
      ],
      presets: marked,
      complaint: () => null,
    });
    if (chosen === BACK) return BACK;
    const known = chosen.filter((service) => service !== OTHER);
    if (known.length === chosen.length) return known;
    const named = await prompter.line({
      message: 'Service names, separated by commas:',
      preset: others.join(','),
      complaint: (text) =>
        namesIn(text)
          .map(complaint)
          .find((found) => found !== null) ?? null,
    });
    if (named !== BACK) return [...new Set([...known, ...namesIn(named)])];
    marked = [...chosen];
  }
}

function namesIn(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .map((name) => name.toLowerCase())
    .filter((name) => name !== '');
}
