import { z } from 'zod';
import { AwaitEndpoint } from './steps/await-endpoint.ts';
import { CreateGatewayEndpoint, CreateInterfaceEndpoint, DeleteEndpoints } from './steps/endpoint.ts';
import { ModifyEndpoint, RestoreEndpoint } from './steps/endpoint-change.ts';
import { AuthorizeIngress, RevokeIngress } from './steps/ingress.ts';
import { CreateSecurityGroup, DeleteSecurityGroup } from './steps/security-group.ts';
import { Tag } from './steps/tag.ts';
import { Untag } from './steps/untag.ts';
import { ModifyVpcAttribute, RestoreVpcAttribute } from './steps/vpc-attribute.ts';

/** One change, as data. A new kind is added here, and the compiler then names every table that must know it. */
export const Step = z.discriminatedUnion('kind', [
  CreateSecurityGroup,
  DeleteSecurityGroup,
  AuthorizeIngress,
  RevokeIngress,
  CreateInterfaceEndpoint,
  CreateGatewayEndpoint,
  DeleteEndpoints,
  ModifyEndpoint,
  RestoreEndpoint,
  AwaitEndpoint,
  ModifyVpcAttribute,
  RestoreVpcAttribute,
  Tag,
  Untag,
]);
export type Step = z.infer<typeof Step>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/** What is to be done with a step of each kind; the compiler asks for every kind. */
export type StepTable<Context, Result> = { readonly [K in StepKind]: (context: Context, step: StepOf<K>) => Result };

/** Hands a step to the entry of its kind. */
export function dispatch<Context, Result>(table: StepTable<Context, Result>, context: Context, step: Step): Result {
  // The table is complete by its type; TypeScript cannot follow that the entry's step is of this very kind.
  return (table[step.kind] as (context: Context, step: Step) => Result)(context, step);
}
