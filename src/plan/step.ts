import { z } from 'zod';
import { AwaitEndpoint } from './steps/await-endpoint.ts';
import { CreateGatewayEndpoint, CreateInterfaceEndpoint, DeleteEndpoints } from './steps/endpoint.ts';
import { ModifyEndpoint, RestoreEndpoint } from './steps/endpoint-change.ts';
import { AuthorizeIngress, RevokeIngress } from './steps/ingress.ts';
import { CreateSecurityGroup, DeleteSecurityGroup } from './steps/security-group.ts';
import { Tag } from './steps/tag.ts';
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
]);
export type Step = z.infer<typeof Step>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
