import { PullpathError } from '../../errors.ts';

/**
 * Questions about an error that a Reader or a Writer rejected with. AWS spells some codes in two ways
 * (`InvalidSubnetID`, `InvalidSubnetId` [aws-facts: not-found-spelling]), so codes are compared without regard to case;
 * the message is looked at only where the code is the catch-all `InvalidParameter`.
 */

function codeOf(error: unknown): string {
  return error instanceof PullpathError ? error.code.toLowerCase() : '';
}

/** A conflict that some regions report under its own code and others as `InvalidParameter` with a text. */
function says(error: unknown, text: RegExp): boolean {
  return codeOf(error) === 'invalidparameter' && error instanceof PullpathError && text.test(error.message);
}

/**
 * The thing is not there: gone, or made a moment ago and not yet known everywhere [aws-facts: eventual-consistency].
 */
export function isNotFound(error: unknown): boolean {
  return codeOf(error).endsWith('.notfound');
}

/** The group or rule exists already. */
export function isDuplicate(error: unknown): boolean {
  return codeOf(error).endsWith('.duplicate');
}

/** EC2's limits end in `LimitExceeded` too, so throttles are named one by one. */
export const THROTTLE =
  /^(RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|TooManyRequestsException|(Request|EC2)?Thrott(led|ling)(Exception)?)$/i;

/** AWS asked us to slow down, and still did after every retry. */
export function isThrottle(error: unknown): boolean {
  return THROTTLE.test(codeOf(error));
}

/** The security group is held by a network interface, or by a rule of another group [aws-facts: group-in-use]. */
export function isDependencyViolation(error: unknown): boolean {
  return ['dependencyviolation', 'invalidgroup.inuse'].includes(codeOf(error));
}

/**
 * The route table has a route to this prefix list: another gateway endpoint serves it
 * [aws-facts: one-route-per-prefix-list].
 */
export function isAlreadyRouted(error: unknown): boolean {
  return codeOf(error) === 'routealreadyexists' || says(error, /already has a route with destination-prefix-list-id/i);
}

/**
 * Something else answers to the private name: another endpoint, or a private hosted zone
 * [aws-facts: private-dns-conflict].
 */
export function isConflictingDns(error: unknown): boolean {
  return says(error, /conflicting DNS domain/i);
}

/** The endpoint is still `pending`, or on its way out [aws-facts: modify-endpoint]. */
export function isWrongState(error: unknown): boolean {
  return ['incorrectstate', 'invalidstate', 'incorrectstateexception'].includes(codeOf(error));
}

/** The call may or may not have happened: look before repeating it. Said only of calls that are not safe to repeat. */
export function isAnswerLost(error: unknown): boolean {
  return codeOf(error) === 'answerlost';
}

/** The run's deadline has passed: nothing more is asked, and nothing was changed by this. */
export function isTimeout(error: unknown): boolean {
  return codeOf(error) === 'timeout';
}

/** The code of an error of ours: a dry run that was answered as if it were none. */
export const DRY_RUN_WAS_EXECUTED = 'DryRunExecuted';

/** True where a dry run has changed the account. */
export function isDryRunExecuted(error: unknown): boolean {
  return error instanceof PullpathError && error.code === DRY_RUN_WAS_EXECUTED;
}
