import { randomUUID } from 'node:crypto';
import type { Call } from '../actions/action.ts';
import { actions } from '../actions/index.ts';
import { permit } from '../iam/permit.ts';
import type { Iam } from '../iam/policy.ts';
import type { CredentialState, Timing } from '../options.ts';
import { ApiError } from '../protocol/api-error.ts';
import { type CredentialScope, invalidCredentials, unsigned } from '../protocol/callers.ts';
import { Form } from '../protocol/form.ts';
import { formOfJson } from '../protocol/json-form.ts';
import { askedByPath } from '../protocol/rest.ts';
import { contentTypes, failure, isJson, type Service, success } from '../protocol/wire.ts';
import type { Accounts } from '../state/accounts.ts';
import { apiErrorOf, type Fault, type Faults } from './faults.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { SandboxClock } from './sandbox-clock.ts';
import type { Throttle } from './throttle.ts';

/** All that answering a request takes. */
export interface ServerState {
  accounts: Accounts;
  clock: SandboxClock;
  timing: Timing;
  faults: Faults;
  journal: Journal;
  throttle: Throttle;
  iam: Iam | undefined;
  credentials: CredentialState;
}

/** What comes over HTTP: the body, the header `x-amz-target` if there is one, path and query. */
export interface RawRequest {
  body: string;
  target: string | undefined;
  url: string;
}

/** An answer, or what happens to the connection instead of one. */
export type Reply = { status: number; type: string; body: string; requestId: string } | 'destroyed' | 'silent';

/** What a request asks for: the query protocol names the action in the form, JSON in the header `x-amz-target`, REST in the path. */
function asked({ body, target, url }: RawRequest, scope: CredentialScope | undefined) {
  const byPath = askedByPath(url);
  if (byPath) return byPath;
  const resolver = /^Route53Resolver\.(\w+)$/.exec(target ?? '')?.[1];
  if (resolver !== undefined) return { service: 'route53resolver' as const, action: resolver, form: formOfJson(body) };
  const named = /^AmazonEC2ContainerServiceV20141113\.(\w+)$/.exec(target ?? '')?.[1];
  if (named !== undefined) return { service: 'ecs' as const, action: named, form: formOfJson(body) };
  const fields = new Map(new URLSearchParams(body));
  const action = fields.get('Action') ?? '';
  const service: Service = scope?.service ?? (fields.get('Version') === '2011-06-15' ? 'sts' : 'ec2');
  for (const name of ['Action', 'Version']) fields.delete(name);
  return { service, action, form: new Form(fields) };
}

/** Answers one request. @param scope what its signature says */
export async function handleRequest(
  state: ServerState,
  request: RawRequest,
  scope: CredentialScope | undefined,
): Promise<Reply> {
  const { clock, journal, timing } = state;
  const { service, action, form } = asked(request, scope);
  const entry = journal.begin({
    service,
    action,
    region: scope?.region ?? '',
    params: form.flat(),
    mutating: actionOf(service, action)?.mutating ?? false,
    dryRun: form.text('DryRun') === 'true',
    time: clock.now(),
    durationMs: 0,
    status: 0,
    errorCode: undefined,
    requestId: randomUUID(),
  });
  const fault = state.faults.next(entry);
  try {
    if (fault?.do === 'drop') return 'destroyed';
    if (fault?.do === 'stop' && !fault.executed) return stop(fault);
    await clock.wait(timing.latencyMs + (fault?.do === 'slow' ? (fault.ms ?? 0) : 0));
    const reply = answer(state, entry, form, scope, service, fault);
    if (fault?.do === 'lose') return 'destroyed';
    if (fault?.do === 'stop') return stop(fault);
    entry.status = reply.status;
    return { ...reply, type: contentTypes[service], requestId: entry.requestId };
  } finally {
    entry.durationMs = clock.now() - entry.time;
    journal.end();
  }
}

function stop(fault: Fault): 'silent' {
  fault.stopped?.();
  return 'silent';
}

function answer(
  state: ServerState,
  entry: JournalEntry,
  form: Form,
  scope: CredentialScope | undefined,
  service: Service,
  fault: Fault | undefined,
): { status: number; body: string } {
  const { action, requestId } = entry;
  try {
    if (fault?.do === 'fail')
      throw apiErrorOf(
        fault.code ?? (isJson(service) ? 'ServerException' : 'InternalError'),
        fault.message,
        fault.status,
      );
    if (!scope) throw unsigned();
    if (state.credentials !== 'valid') throw invalidCredentials(state.credentials, service);
    return { status: 200, body: success(service, action, run(state, entry, form, scope), requestId) };
  } catch (cause) {
    // Anything else is a bug of the sandbox itself, and is shown as one.
    const refusal =
      cause instanceof ApiError ? cause : new ApiError('InternalFailure', String((cause as Error).stack), 500);
    entry.errorCode = refusal.code;
    return { status: refusal.status, body: failure(service, refusal, requestId) };
  }
}

/** An action by name; a name that every object has, such as `__proto__`, is none. */
function actionOf(service: CredentialScope['service'], action: string) {
  return Object.hasOwn(actions[service], action) ? actions[service][action] : undefined;
}

function run(state: ServerState, entry: JournalEntry, form: Form, scope: CredentialScope) {
  const { accounts, clock, iam, timing, throttle } = state;
  const { action } = entry;
  const found = actionOf(scope.service, action);
  if (!found && isJson(scope.service)) throw new ApiError('UnknownOperationException', '');
  if (!found) throw new ApiError('InvalidAction', `The action ${action} is not valid for this web service.`);
  const caller = accounts.caller(scope.accessKeyId);
  const region = accounts.region(caller.accountId, scope.service === 'route53' ? accounts.home.region : scope.region);
  region.settle();
  if (timing.throttle) throttle.take(`${caller.accountId} ${scope.region}`, action, form, clock.now(), scope.service);
  const call: Call = {
    action,
    form,
    caller,
    accounts,
    region,
    timing,
    now: clock.now(),
    permit: (uses = [{ arn: '*' }]) => permit(call, iam, scope.service, uses),
  };
  const fields = found.run(call);
  if (entry.dryRun && scope.service === 'ec2') throw new Error(`${action} ran on although it was a dry run`);
  return fields;
}
