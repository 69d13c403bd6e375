import { randomUUID } from 'node:crypto';
import type { Accounts } from './accounts.ts';
import type { Call } from './action.ts';
import { actions } from './actions/index.ts';
import { badCredentials, type Scope, unsigned } from './callers.ts';
import type { Clock } from './clock.ts';
import { type Fault, type Faults, refusalOf } from './faults.ts';
import { Form } from './form.ts';
import { permit } from './iam/permit.ts';
import type { Iam } from './iam/policy.ts';
import type { Entry, Journal } from './journal.ts';
import { formOfJson } from './json-form.ts';
import type { Credentials, Physics } from './options.ts';
import { Refusal } from './refusal.ts';
import type { Throttle } from './throttle.ts';
import { contentTypes, failure, type Service, success } from './wire.ts';

/** All that answering a request takes. */
export interface Setting {
  accounts: Accounts;
  clock: Clock;
  physics: Physics;
  faults: Faults;
  journal: Journal;
  throttle: Throttle;
  iam: Iam | undefined;
  credentials: Credentials;
}

/** An answer, or what happens to the connection instead of one. */
export type Reply = { status: number; type: string; body: string; requestId: string } | 'destroyed' | 'silent';

/** What a request asks for: the query protocol names the action in the form, JSON in the header `x-amz-target`. */
function asked(body: string, target: string | undefined, scope: Scope | undefined) {
  const named = /^AmazonEC2ContainerServiceV20141113\.(\w+)$/.exec(target ?? '')?.[1];
  if (named !== undefined) return { service: 'ecs' as const, action: named, form: formOfJson(body) };
  const fields = new Map(new URLSearchParams(body));
  const action = fields.get('Action') ?? '';
  const service: Service = scope?.service ?? (fields.get('Version') === '2011-06-15' ? 'sts' : 'ec2');
  for (const name of ['Action', 'Version']) fields.delete(name);
  return { service, action, form: new Form(fields) };
}

/** Answers one request: its body, the header `x-amz-target` if there is one, and what its signature says. */
export async function exchange(
  setting: Setting,
  body: string,
  target: string | undefined,
  scope: Scope | undefined,
): Promise<Reply> {
  const { clock, journal, physics } = setting;
  const { service, action, form } = asked(body, target, scope);
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
  const fault = setting.faults.next(entry);
  try {
    if (fault?.do === 'drop') return 'destroyed';
    if (fault?.do === 'stop' && !fault.executed) return stop(fault);
    await clock.wait(physics.latencyMs + (fault?.do === 'slow' ? (fault.ms ?? 0) : 0));
    const reply = answer(setting, entry, form, scope, service, fault);
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
  setting: Setting,
  entry: Entry,
  form: Form,
  scope: Scope | undefined,
  service: Service,
  fault: Fault | undefined,
): { status: number; body: string } {
  const { action, requestId } = entry;
  try {
    if (fault?.do === 'fail')
      throw refusalOf(
        fault.code ?? (service === 'ecs' ? 'ServerException' : 'InternalError'),
        fault.message,
        fault.status,
      );
    if (!scope) throw unsigned();
    if (setting.credentials !== 'valid') throw badCredentials(setting.credentials, service);
    return { status: 200, body: success(service, action, run(setting, entry, form, scope), requestId) };
  } catch (cause) {
    // Anything else is a bug of the sandbox itself, and is shown as one.
    const refusal =
      cause instanceof Refusal ? cause : new Refusal('InternalFailure', String((cause as Error).stack), 500);
    entry.errorCode = refusal.code;
    return { status: refusal.status, body: failure(service, refusal, requestId) };
  }
}

/** An action by name; a name that every object has, such as `__proto__`, is none. */
function actionOf(service: Scope['service'], action: string) {
  return Object.hasOwn(actions[service], action) ? actions[service][action] : undefined;
}

function run(setting: Setting, entry: Entry, form: Form, scope: Scope) {
  const { accounts, clock, iam, physics, throttle } = setting;
  const { action } = entry;
  const found = actionOf(scope.service, action);
  if (!found && scope.service === 'ecs') throw new Refusal('UnknownOperationException', '');
  if (!found) throw new Refusal('InvalidAction', `The action ${action} is not valid for this web service.`);
  const caller = accounts.caller(scope.accessKeyId);
  const region = accounts.region(caller.accountId, scope.region);
  region.settle();
  if (physics.throttle) throttle.take(`${caller.accountId} ${scope.region}`, action, form, clock.now(), scope.service);
  const call: Call = {
    action,
    form,
    caller,
    accounts,
    region,
    physics,
    now: clock.now(),
    permit: (uses = [{ arn: '*' }]) => permit(call, iam, scope.service, uses),
  };
  const fields = found.run(call);
  if (entry.dryRun && scope.service === 'ec2') throw new Error(`${action} ran on although it was a dry run`);
  return fields;
}
