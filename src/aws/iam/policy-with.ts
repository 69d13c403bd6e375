import {
  DNS_READ_CALLS,
  ECS_READ_CALLS,
  ECS_WRITE_CALLS,
  HUB_READ_CALLS,
  MODES,
  type Mode,
  READ_CALLS,
  type ReadCall,
  WRITE_CALLS,
  type WriteCall,
} from './calls.ts';

/** What `iam-policy` is asked for: its mode, and the flags that add to the policy. */
export interface PolicyRequest {
  readonly args: readonly [Mode];
  readonly options: {
    readonly withEcs?: true;
    readonly withDns?: true;
    readonly withHubs?: true;
    readonly forceNewDeployment?: true;
    readonly modifyExisting?: true;
  };
}

/** The least policy that has an action; null where none has it. */
export function policyWith(action: string): PolicyRequest | null {
  const has = ({ actions }: ReadCall) => actions.includes(action);
  const ofEcs = Object.values(ECS_READ_CALLS).filter(has);
  const ofDns = Object.values(DNS_READ_CALLS).filter(has);
  const ofHubs = Object.values(HUB_READ_CALLS).filter(has);
  const forcing = Object.values(ECS_WRITE_CALLS).filter(has);
  const grants = Object.values<WriteCall>(WRITE_CALLS)
    .flat()
    .filter((each) => each.action === action);
  const calls = [...Object.values(READ_CALLS).filter(has), ...ofEcs, ...ofDns, ...ofHubs, ...forcing, ...grants];
  const mode = MODES.find((each) => calls.some(({ modes }) => modes.includes(each)));
  if (mode === undefined) return null;
  const own = grants.filter(({ modes }) => modes.includes(mode));
  return {
    args: [mode],
    options: {
      ...(ofEcs.length > 0 ? { withEcs: true } : {}),
      ...(ofDns.length > 0 ? { withDns: true } : {}),
      ...(ofHubs.length > 0 ? { withHubs: true } : {}),
      ...(forcing.length > 0 ? { forceNewDeployment: true } : {}),
      ...(own.length > 0 && own.every(({ modifyExisting }) => modifyExisting) ? { modifyExisting: true } : {}),
    },
  };
}
