import type { Remedy } from '../../../remedy/remedy.ts';
import type { Back, Choice, Prompter } from '../prompter/prompter.ts';

/** Where to go from the diagnosis. */
export type AfterDiagnosis = 'plan' | 'services' | 'subnets' | 'quit';

export interface DiagnosisData {
  /** What stands above the question. */
  readonly more: readonly Remedy[];
  /** What the plan does, in a few words; null where there is nothing for it to do. */
  readonly plan: string | null;
  /** True where other subnets can be chosen. */
  readonly canChooseSubnets: boolean;
}

const SERVICES: Choice<AfterDiagnosis> = { value: 'services', cells: ['Add endpoints for other AWS services'] };
const SUBNETS: Choice<AfterDiagnosis> = { value: 'subnets', cells: ['Check other subnets'] };
const QUIT: Choice<AfterDiagnosis> = { value: 'quit', cells: ['Quit'] };

/** What to do about the diagnosis that stands above: the plan is proposed where there is one. */
export function askAfterDiagnosis(
  prompter: Prompter,
  { more, plan, canChooseSubnets }: DiagnosisData,
): Promise<AfterDiagnosis | Back> {
  const show: Choice<AfterDiagnosis>[] =
    plan === null ? [] : [{ value: 'plan', cells: ['Show the plan'], about: plan }];
  return prompter.one<AfterDiagnosis>({
    message: 'What next?',
    more,
    choices: [...show, SERVICES, ...(canChooseSubnets ? [SUBNETS] : []), QUIT],
    preset: plan === null ? 'quit' : 'plan',
  });
}
