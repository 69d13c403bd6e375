import { denialOf } from '../aws/denial.ts';
import type { Reader } from '../aws/reader.ts';
import type { Writer } from '../aws/writer.ts';
import { PullpathError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import type { Step, StepKind, StepOf } from '../plan/step.ts';

/** A permission that the plan needs and the caller lacks. */
export interface MissingPermission {
  readonly action: string;
  readonly resource: string | null;
  readonly reason: string;
}

export interface PermissionReport {
  readonly missing: readonly MissingPermission[];
  /** What could not be asked, and why: sentences. */
  readonly unchecked: readonly string[];
}

type Probe<K extends StepKind> = (writer: Writer, step: StepOf<K>, token: string) => Promise<unknown>;

/** Thrown by a probe that has nothing to ask about yet. */
class Unaskable extends Error {}

const TOKEN = 'pullpath-permission-check';

/** One dry run per kind of step; what a step does to something that does not exist yet cannot be asked [aws-facts 5.1]. */
const PROBES: { readonly [K in StepKind]: Probe<K> } = {
  'create-security-group': (writer, step) => writer.createSecurityGroup(step.after),
  'delete-security-group': (writer, step) => writer.deleteSecurityGroup(step.groupId),
  'authorize-ingress': async (writer, step) => {
    if (typeof step.groupId !== 'string')
      throw new Unaskable('ec2:AuthorizeSecurityGroupIngress: the security group does not exist yet');
    await writer.authorizeIngress(step.groupId, step.rules, step.tags);
  },
  'revoke-ingress': (writer, step) => writer.revokeIngress(step.groupId, step.rules),
  'create-interface-endpoint': (writer, step) =>
    writer.createInterfaceEndpoint({ ...step.after, groupIds: existing(step.after.groupIds), clientToken: TOKEN }),
  'create-gateway-endpoint': (writer, step) => writer.createGatewayEndpoint({ ...step.after, clientToken: TOKEN }),
  'delete-endpoints': (writer, step) => writer.deleteEndpoints(step.before.endpoints.map((endpoint) => endpoint.id)),
  'modify-endpoint': async (writer, step) => {
    if (Object.keys(step.undo).length > 0) await writer.createTags([step.endpointId], step.undo);
    const { privateDns, ...lists } = step.change;
    await writer.modifyEndpoint(step.endpointId, {
      ...lists,
      addGroupIds: existing(lists.addGroupIds),
      ...(privateDns === null ? {} : { privateDns }),
    });
  },
  'restore-endpoint': async (writer, step) => {
    const { privateDns, ...lists } = step.change;
    await writer.modifyEndpoint(step.endpointId, {
      ...lists,
      addGroupIds: existing(lists.addGroupIds),
      ...(privateDns === null ? {} : { privateDns }),
    });
    await writer.deleteTags([step.endpointId], step.dropTags);
  },
  'modify-vpc-attribute': async (writer, step) => {
    await writer.createTags([step.vpcId], step.undo);
    await writer.modifyVpcAttribute(step.vpcId, step.attribute, step.after.value);
  },
  'restore-vpc-attribute': async (writer, step) => {
    await writer.deleteTags([step.vpcId], step.dropTags);
    await writer.modifyVpcAttribute(step.vpcId, step.attribute, step.after.value);
  },
  tag: (writer, step) => writer.createTags([step.resourceId], step.after),
};

function existing(ids: readonly (string | { ref: string })[]): string[] {
  return ids.filter((id) => typeof id === 'string');
}

/**
 * Asks AWS, by `DryRun`, whether the caller may do what the plan does: once per kind of step, since dry runs draw on the
 * same small buckets as the calls. It proves permissions alone: no quota, no conflict.
 * @param writer the writer that only asks; never one that acts
 */
export async function checkPermissions(plan: Plan, reader: Reader, writer: Writer): Promise<PermissionReport> {
  const kinds = [...new Map(plan.steps.map((step) => [step.kind, step])).values()];
  const answers = await Promise.all(kinds.map((step) => ask(step, reader, writer)));
  return {
    missing: answers.flatMap((answer) => answer.missing),
    unchecked: answers.flatMap((answer) => answer.unchecked),
  };
}

async function ask(step: Step, reader: Reader, writer: Writer): Promise<PermissionReport> {
  try {
    await (PROBES[step.kind] as Probe<StepKind>)(writer, step as never, TOKEN);
    return { missing: [], unchecked: [] };
  } catch (error) {
    const denial = denialOf(error);
    if (denial === null) return { missing: [], unchecked: [unasked(step, error)] };
    const { action, resource, encoded } = denial;
    const reason = denial.reason ?? (encoded === null ? null : await decoded(reader, encoded)) ?? 'AWS gives no reason';
    return { missing: [{ action: action ?? step.kind, resource, reason }], unchecked: [] };
  }
}

function unasked(step: Step, error: unknown): string {
  if (error instanceof Unaskable) return error.message;
  if (error instanceof PullpathError && error.kind !== 'credentials') return `${step.id}: ${error.message}`;
  throw error;
}

/** The reason inside the encoded message; null where the caller may not decode it, or it holds none. */
async function decoded(reader: Reader, encoded: string): Promise<string | null> {
  try {
    const story: unknown = JSON.parse(await reader.decodeAuthorizationMessage(encoded));
    const explicit =
      typeof story === 'object' && story !== null && 'explicitDeny' in story && story.explicitDeny === true;
    return explicit ? 'an explicit deny' : 'no policy allows it';
  } catch (error) {
    if (error instanceof PullpathError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Exit 4 with everything that is missing at once; silent where nothing is. */
export function assertPermitted(report: PermissionReport): void {
  if (report.missing.length === 0) return;
  const lines = report.missing.map(
    ({ action, resource, reason }) => `${action}${resource === null ? '' : ` on ${resource}`} (${reason})`,
  );
  throw new PullpathError('needs-person', {
    code: 'MissingPermissions',
    message: `The caller lacks ${report.missing.length === 1 ? 'a permission' : `${report.missing.length} permissions`} that the plan needs: ${lines.join('; ')}. Nothing was changed.`,
    remedy:
      'Ask for the policy that pullpath iam-policy apply prints, or for pullpath iam-policy rollback where you take back.',
  });
}
