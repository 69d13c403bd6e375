import type { SecurityGroupRule } from '../discover/entities/security-group.ts';
import type { Tags } from '../discover/entities/tags.ts';
import type { SideEffect } from '../plan/preview/side-effect.ts';
import type { VpcDnsAttribute } from '../plan/steps/vpc-attribute.ts';
import type { Remedy } from '../remedy/remedy.ts';

/** What stays the user's own and is only named: a variable or parameter of the export, with its ids as the default. */
export interface Input {
  readonly key: string;
  readonly kind: 'vpc' | 'subnets' | 'route-tables' | 'security-group' | 'endpoint';
  /** As words, for each format to join: `subnet`, `ids`. */
  readonly name: readonly string[];
  /** Exactly one for the kinds that are one thing. */
  readonly ids: readonly string[];
  readonly about: string;
}

/** The id of an input, or of something that the export makes itself. Both by key. */
export type Target = { readonly input: string } | { readonly made: string };

interface PartBase {
  readonly key: string;
  /** As words: `ecr`, `api`. Unique among the parts of its kind, and the same in every run. */
  readonly name: readonly string[];
  readonly because: string;
}

interface Resource extends PartBase {
  /** The id of what stands already; null for what is to be made. */
  readonly id: string | null;
  /** Without pullpath's own. */
  readonly tags: Tags;
}

/** A security group with all its rules. */
export interface GroupPart extends Resource {
  readonly kind: 'security-group';
  readonly groupName: string;
  readonly description: string;
  readonly ingress: readonly SecurityGroupRule[];
  /** Null where the group is to be made, with what AWS gives it. */
  readonly egress: readonly SecurityGroupRule[] | null;
}

/** Rules for a group that stands and is not exported. */
export interface RulesPart extends PartBase {
  readonly kind: 'ingress-rules';
  readonly group: Target;
  readonly rules: readonly SecurityGroupRule[];
}

interface EndpointBase extends Resource {
  /** As AWS names it: `com.amazonaws.us-east-1.ecr.api`. */
  readonly service: string;
  /** `ecr.api` */
  readonly suffix: string;
  /** The policy document; null for full access, which is AWS's default. */
  readonly policy: string | null;
}

export interface InterfacePart extends EndpointBase {
  readonly kind: 'interface-endpoint';
  /** Key of the input with its subnets, one a zone. */
  readonly subnets: string;
  readonly groups: readonly Target[];
  readonly privateDns: boolean;
  /** Null for `ipv4`, which is what AWS gives where nothing else is asked for. */
  readonly ipAddressType: string | null;
}

export interface GatewayPart extends EndpointBase {
  readonly kind: 'gateway-endpoint';
  /** Key of the input with its route tables. */
  readonly tables: string;
}

/** What an endpoint that stands and is not exported gains. It only ever gains. */
export interface ExtensionPart extends PartBase {
  readonly kind: 'endpoint-extension';
  /** Key of the input with the endpoint. */
  readonly endpoint: string;
  readonly suffix: string;
  readonly groups: readonly Target[];
  /** Keys of inputs; null for none. */
  readonly subnets: string | null;
  readonly tables: string | null;
  readonly privateDns: boolean;
  /** Whether all this stands already, and is only to be taken over. */
  readonly stands: boolean;
}

export interface VpcAttributePart extends PartBase {
  readonly kind: 'vpc-attribute';
  readonly attribute: VpcDnsAttribute;
  /** Whether it is on already. */
  readonly stands: boolean;
}

/** Rules that a group that stands loses. */
export interface RevocationPart extends PartBase {
  readonly kind: 'revocation';
  readonly group: Target;
  readonly groupId: string;
  readonly rules: readonly SecurityGroupRule[];
}

/** Failed endpoints, which must go before others can take their names. */
export interface DeletionPart extends PartBase {
  readonly kind: 'endpoint-deletion';
  readonly endpointIds: readonly string[];
}

/** An endpoint that is not available yet. */
export interface WaitPart extends PartBase {
  readonly kind: 'endpoint-wait';
  readonly endpointId: string;
}

/** A deployment of an ECS service that is forced once the path is open. */
export interface DeploymentPart extends PartBase {
  readonly kind: 'forced-deployment';
  readonly cluster: string;
  readonly service: string;
}

export type Part =
  | GroupPart
  | RulesPart
  | InterfacePart
  | GatewayPart
  | ExtensionPart
  | VpcAttributePart
  | RevocationPart
  | DeletionPart
  | WaitPart
  | DeploymentPart;
export type PartKind = Part['kind'];
export type PartOf<K extends PartKind> = Extract<Part, { kind: K }>;

/** What a format does with each kind of part; the compiler asks for every kind. */
export type PartTable<Context, Result> = { readonly [K in PartKind]: (part: PartOf<K>, context: Context) => Result };

/** Hands a part to the entry of its kind. */
export function writePart<Context, Result>(table: PartTable<Context, Result>, part: Part, context: Context): Result {
  // The table is complete by its type; TypeScript cannot follow that the entry's part is of this very kind.
  return (table[part.kind] as (part: Part, context: Context) => Result)(part, context);
}

/** What is exported, in the order in which it has to be made. Every format is written from this, and from nothing else. */
export interface ExportModel {
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  readonly stack: string;
  /** What a plan would make, or what stands already. */
  readonly origin: 'plan' | 'stack';
  /** Only those that a part names. */
  readonly inputs: readonly Input[];
  readonly parts: readonly Part[];
  /** The subnets whose path is opened; of a stack that stands, none. */
  readonly targets: readonly TargetSubnet[];
  /** At most this many zones an endpoint, where somebody wanted fewer. */
  readonly zones: number | null;
  /** What a reader should know before running it. */
  readonly remarks: readonly Remark[];
  /** What a person must settle whatever the format: sentences. */
  readonly limits: readonly Limit[];
}

/** A sentence, and what kind of side effect it is about; null where about none. */
export interface Remark {
  readonly kind: SideEffect['kind'] | null;
  readonly message: string;
}

/** A target subnet, as far as the plan tells of it. */
export interface TargetSubnet {
  readonly id: string;
  readonly cidr: string | null;
  readonly zone: string | null;
}

/** What the export does not say, though the plan or the stack has it; and what to do about it. */
export interface Limit {
  readonly message: string;
  readonly remedy: Remedy;
}

export const EXPORT_FORMATS = ['terraform', 'cloudformation', 'aws-cli'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** An export as text. */
export interface Exported {
  readonly text: string;
  readonly limits: readonly Limit[];
  /** What CloudFormation is to import, for `--resources-to-import`; null for other formats, and for what is to be made. */
  readonly importList: string | null;
  /** The resources by the names that they have in the text. */
  readonly resources: readonly ExportedResource[];
}

export interface ExportedResource {
  /** `aws_vpc_endpoint.ecr_api` */
  readonly address: string;
  /** Null for what is to be made. */
  readonly id: string | null;
}

/** Modules of the Terraform registry whose call can be exported. */
export const EXPORT_MODULES = ['ecr-private-subnet-endpoints', 'vpc-endpoints'] as const;
export type ExportModule = (typeof EXPORT_MODULES)[number];
