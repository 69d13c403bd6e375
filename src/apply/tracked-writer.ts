import { isAnswerLost, isThrottle, isTimeout } from '../aws/errors/error-predicates.ts';
import type { Writer } from '../aws/write/writer.ts';
import { isDenied, PullpathError } from '../errors.ts';

/** A writer that also tells whether anything may have been changed: the difference between exit 1 and exit 3. */
export interface TrackedWriter extends Writer {
  /** Calls that AWS carried out, or whose answer was lost. */
  changes(): number;
}

export function trackMutations(writer: Writer): TrackedWriter {
  let changes = 0;
  const count =
    <A extends unknown[], T>(
      call: (...args: A) => Promise<T>,
      hasChanged: (answer: T, ...args: A) => boolean = () => true,
    ) =>
    async (...args: A): Promise<T> => {
      try {
        const answer = await call.apply(writer, args);
        if (hasChanged(answer, ...args)) changes += 1;
        return answer;
      } catch (error) {
        if (!isRefusal(error)) changes += 1;
        throw error;
      }
    };
  return {
    createSecurityGroup: count(writer.createSecurityGroup),
    authorizeIngress: count(writer.authorizeIngress),
    revokeIngress: count(writer.revokeIngress),
    deleteSecurityGroup: count(writer.deleteSecurityGroup),
    createInterfaceEndpoint: count(writer.createInterfaceEndpoint),
    createGatewayEndpoint: count(writer.createGatewayEndpoint),
    modifyEndpoint: count(writer.modifyEndpoint),
    // HTTP 200 although nothing was deleted, where every item was refused [aws-facts: delete-endpoints].
    deleteEndpoints: count(writer.deleteEndpoints, (refused, ids) => refused.length < ids.length),
    modifyVpcAttribute: count(writer.modifyVpcAttribute),
    createTags: count(writer.createTags),
    deleteTags: count(writer.deleteTags),
    changes: () => changes,
  };
}

/** AWS said no, so nothing happened; anything else may have. */
function isRefusal(error: unknown): boolean {
  if (isDenied(error) || isThrottle(error) || isTimeout(error)) return true;
  return (
    error instanceof PullpathError &&
    !isAnswerLost(error) &&
    ['refused-by-aws', 'credentials', 'usage'].includes(error.kind)
  );
}
