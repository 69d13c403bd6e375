/** Whether something holds; `unknown` where it depends on what EC2 does not show. */
export type Ternary = 'yes' | 'no' | 'unknown';

export function not(answer: Ternary): Ternary {
  return answer === 'unknown' ? 'unknown' : answer === 'yes' ? 'no' : 'yes';
}

/** Yes where all are; one no is enough for no. */
export function all(answers: readonly Ternary[]): Ternary {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Yes where one is; no where all are no. */
export function any(answers: readonly Ternary[]): Ternary {
  return not(all(answers.map(not)));
}
