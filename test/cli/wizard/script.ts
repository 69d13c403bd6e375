import { BACK, type Choice, type Prompter } from '../../../src/cli/wizard/prompter/prompter.ts';

/** What a person would do: take what is proposed, go back, or give this answer. */
export type Reply = 'accept' | typeof BACK | { readonly answer: unknown };

/** One question as it was put. */
export interface Put {
  readonly message: string;
  readonly values: readonly unknown[];
  readonly proposed: unknown;
  readonly canGoBack: boolean;
}

/**
 * A prompter that follows a script, and the questions that it was put. Past the end of the script it takes what is
 * proposed.
 */
export function script(replies: readonly Reply[]): { asker: (canGoBack: boolean) => Prompter; put: Put[] } {
  const left = [...replies];
  const put: Put[] = [];
  const asker = (canGoBack: boolean): Prompter => {
    const reply = async <T>(
      message: string,
      choices: readonly Choice<unknown>[],
      proposed: unknown,
      wrong: (answer: T) => string | null,
    ) => {
      put.push({ message, values: choices.map(({ value }) => value), proposed, canGoBack });
      const next = left.shift() ?? 'accept';
      if (next === BACK) return BACK;
      const answer = (next === 'accept' ? proposed : next.answer) as T;
      const complaint = wrong(answer);
      if (complaint !== null) throw new Error(`${message} ${complaint}`);
      return answer;
    };
    const fits = () => null;
    return {
      one: ({ message, choices, preset }) => reply(message, choices, preset ?? choices[0]?.value, fits),
      search: ({ message, find, preset }) =>
        reply(message, find(''), preset, (answer) => (answer === undefined ? 'has no answer' : null)),
      any: ({ message, choices, presets, complaint }) => reply(message, choices, presets, complaint),
      line: ({ message, preset, complaint }) => reply(message, [], preset, complaint),
      consent: ({ message }) => reply(message, [], false, fits),
    };
  };
  return { asker, put };
}
