/** Whether something holds; `unknown` where it depends on what EC2 does not show. */
export type Answer = 'yes' | 'no' | 'unknown';

export function not(answer: Answer): Answer {
  return answer === 'unknown' ? 'unknown' : answer === 'yes' ? 'no' : 'yes';
}

/** Yes where all are; one no is enough for no. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Yes where one is; no where all are no. */
export function any(answers: readonly Answer[]): Answer {
  return not(all(answers.map(not)));
}
