import { conditionsHold, type RequestContext } from './condition.ts';
import { like, many } from './glob.ts';
import type { PolicyDocument, Statement } from './policy.ts';

/** Whether a statement speaks of an action, which counts without regard to case. */
export function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  const named = (list: Statement['Action']) =>
    many(list).some((each) => like(each.toLowerCase(), action.toLowerCase()));
  return NotAction === undefined ? named(Action) : !named(NotAction);
}

function coversResource({ Resource, NotResource }: Statement, arn: string): boolean {
  const named = (list: Statement['Resource']) => many(list).some((each) => like(each, arn));
  return NotResource === undefined ? named(Resource) : !named(NotResource);
}

export type IamDecision = 'allowed' | 'not allowed' | 'denied';

/** What some documents together say: a Deny that matches wins, then an Allow; else nothing allows it. */
export function evaluate(
  documents: readonly PolicyDocument[],
  action: string,
  arn: string,
  context: RequestContext,
): IamDecision {
  const effects = documents
    .flatMap(({ Statement }) => many(Statement))
    .filter((statement) => coversAction(statement, action) && coversResource(statement, arn))
    .filter(({ Condition }) => conditionsHold(Condition, context))
    .map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'denied';
  return effects.includes('Allow') ? 'allowed' : 'not allowed';
}
