import { ApiError } from '../protocol/api-error.ts';
import { time } from '../protocol/wire.ts';
import type { Action } from './action.ts';

const hour = 3_600_000;

/** Needs no permission. */
export const GetCallerIdentity: Action = {
  mutating: false,
  run({ caller }) {
    const { accountId, arn } = caller;
    return { Arn: arn, UserId: `AROASANDBOX:${arn.split('/').at(-1)}`, Account: accountId };
  },
};

/** Leads to whatever account the role's ARN names; nothing else of the role is checked but the caller's permission. */
export const AssumeRole: Action = {
  mutating: false,
  run(call) {
    const { accounts, form, now } = call;
    const role = form.required('RoleArn');
    const session = form.required('RoleSessionName');
    const match = /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(role);
    if (!match) throw new ApiError('ValidationError', `${role} is invalid`);
    const seconds = form.integer('DurationSeconds') ?? 3600;
    if (seconds < 900 || seconds > 43_200)
      throw new ApiError('ValidationError', 'DurationSeconds must be between 900 and 43200');
    call.permit([{ arn: role }]);
    const [, partition, accountId, name] = match;
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`;
    return {
      Credentials: {
        AccessKeyId: accounts.issue({ accountId: accountId!, arn }),
        SecretAccessKey: 'sandbox',
        SessionToken: 'sandbox',
        Expiration: time(now + hour * (seconds / 3600)),
      },
      AssumedRoleUser: { Arn: arn, AssumedRoleId: `AROASANDBOX:${session}` },
    };
  },
};

/** Reads what an UnauthorizedOperation message of this sandbox carries. */
export const DecodeAuthorizationMessage: Action = {
  mutating: false,
  run(call) {
    const encoded = call.form.required('EncodedMessage');
    call.permit();
    const text = Buffer.from(encoded, 'base64url').toString();
    try {
      JSON.parse(text);
    } catch {
      throw new ApiError('InvalidAuthorizationMessageException', 'The message could not be decoded');
    }
    return { DecodedMessage: text };
  },
};
