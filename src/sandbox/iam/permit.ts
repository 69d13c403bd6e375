import type { Call, Use } from '../actions/action.ts';
import { ApiError } from '../protocol/api-error.ts';
import { isJson, type Service } from '../protocol/wire.ts';
import { requestContextOf } from './condition.ts';
import { evaluate, type IamDecision } from './evaluate.ts';
import type { Iam, PolicyDocument } from './policy.ts';

interface Layer {
  noun: string;
  article: 'a' | 'an';
  documents: readonly PolicyDocument[];
}

/** In the order in which AWS looks for the reason of a refusal. */
function layersOf({ policies, boundary, serviceControlPolicy }: Iam): Layer[] {
  const layers: Layer[] = [{ noun: 'identity-based policy', article: 'an', documents: policies }];
  if (boundary) layers.unshift({ noun: 'permissions boundary', article: 'a', documents: [boundary] });
  if (serviceControlPolicy) {
    layers.unshift({ noun: 'service control policy', article: 'a', documents: [serviceControlPolicy] });
  }
  return layers;
}

function refusedBy(
  iam: Iam,
  action: string,
  { arn, keys }: Use,
  region: string,
): { layer: Layer; decision: IamDecision } | undefined {
  const context = requestContextOf({ ...keys, 'ec2:Region': [region], 'aws:RequestedRegion': [region] });
  const found = layersOf(iam).map((layer) => ({ layer, decision: evaluate(layer.documents, action, arn, context) }));
  return (
    found.find(({ decision }) => decision === 'denied') ?? found.find(({ decision }) => decision === 'not allowed')
  );
}

/** AWS's own sentence [aws-facts: denial-text]; what is encoded here is plain base64 of what AWS would decode to. */
function unauthorized(
  call: Call,
  service: Service,
  action: string,
  use: Use,
  layer: Layer,
  decision: IamDecision,
): ApiError {
  const { arn } = call.caller;
  const on = use.arn === '*' && !isJson(service) ? '' : ` on resource: ${use.arn}`;
  const reason =
    decision === 'denied'
      ? `with an explicit deny in ${layer.article} ${layer.noun}`
      : `because no ${layer.noun} allows the ${action} action`;
  const sentence = `User: ${arn} is not authorized to perform: ${action}${on} ${reason}`;
  if (isJson(service)) return new ApiError('AccessDeniedException', sentence);
  if (service === 'sts' || service === 'route53') return new ApiError('AccessDenied', sentence, 403);
  const message = `You are not authorized to perform this operation. ${sentence}`;
  if (use.arn === '*') return new ApiError('UnauthorizedOperation', message, 403);
  const items = Object.entries(use.keys ?? {}).map(([key, values]) => ({ key, values }));
  const decoded = {
    allowed: false,
    explicitDeny: decision === 'denied',
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: { principal: { arn }, action, resource: use.arn, conditions: { items } },
  };
  const encoded = Buffer.from(JSON.stringify(decoded)).toString('base64url');
  return new ApiError('UnauthorizedOperation', `${message}. Encoded authorization failure message: ${encoded}`, 403);
}

/**
 * Throws where the caller may not use one of the resources; throws DryRunOperation where a dry run would go on.
 * The policies govern the account's own caller; sessions of an assumed role may do everything.
 */
export function permit(call: Call, iam: Iam | undefined, service: Service, uses: readonly Use[]): void {
  const governed = call.caller.arn === call.accounts.home.callerArn;
  for (const use of iam && governed ? uses : []) {
    const action = use.action ?? `${service}:${call.action}`;
    const refused = refusedBy(iam!, action, use, call.region.network.region);
    if (refused) throw unauthorized(call, service, action, use, refused.layer, refused.decision);
  }
  if (service === 'ec2' && call.form.flag('DryRun')) {
    throw new ApiError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
  }
}
