import { type IamStatement, type Policy, sizeOf } from './iam-policy.ts';

/**
 * The same permissions as policies of at most so many characters, in the order of the statements. A statement that is
 * too large by itself is divided by its actions, and its second part has a number after its name.
 * @param limit characters as IAM counts them, white space apart [aws-facts: policy-size]
 */
export function splitPolicy(policy: Policy, limit: number): Policy[] {
  const policies: Policy[] = [];
  let statements: IamStatement[] = [];
  const { Version } = policy;
  for (const statement of policy.Statement.flatMap((each) => divided(each, limit))) {
    const isFull = statements.length > 0 && sizeOf({ Version, Statement: [...statements, statement] }) > limit;
    if (isFull) {
      policies.push({ Version, Statement: statements });
      statements = [];
    }
    statements.push(statement);
  }
  return [...policies, { Version, Statement: statements }];
}

function divided(statement: IamStatement, limit: number): IamStatement[] {
  const parts: IamStatement[] = [];
  let rest = statement;
  while (rest.Action.length > 1 && isTooLarge(rest, limit)) {
    let kept = rest.Action.length - 1;
    while (kept > 1 && isTooLarge({ ...rest, Action: rest.Action.slice(0, kept) }, limit)) kept -= 1;
    parts.push({ ...rest, Action: rest.Action.slice(0, kept) });
    rest = { ...rest, Sid: `${statement.Sid}${parts.length + 1}`, Action: rest.Action.slice(kept) };
  }
  return [...parts, rest];
}

function isTooLarge(statement: IamStatement, limit: number): boolean {
  return sizeOf({ Version: '2012-10-17', Statement: [statement] }) > limit;
}
