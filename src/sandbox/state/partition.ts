/**
 * What a region's name decides: ARN partition, DNS suffix, and how its endpoint services are called
 * [aws-facts: partitions].
 */
export interface Partition {
  name: string;
  dnsSuffix: string;
  /** Prefix of the interface endpoint services in `special`; all others say `com.amazonaws`. */
  servicePrefix: string;
  special: readonly string[];
}

const ecr = ['ecr.api', 'ecr.dkr'];

const table: readonly [RegExp, Partition][] = [
  [
    /^cn-/,
    {
      name: 'aws-cn',
      dnsSuffix: 'amazonaws.com.cn',
      servicePrefix: 'cn.com.amazonaws',
      special: [...ecr, 's3', 'sts', 'elasticfilesystem', 'monitoring', 'xray', 'sqs'],
    },
  ],
  [/^us-gov-/, { name: 'aws-us-gov', dnsSuffix: 'amazonaws.com', servicePrefix: 'com.amazonaws', special: [] }],
  [/^eusc-/, { name: 'aws-eusc', dnsSuffix: 'amazonaws.eu', servicePrefix: 'eu.amazonaws', special: ecr }],
  [/^us-iso-/, { name: 'aws-iso', dnsSuffix: 'c2s.ic.gov', servicePrefix: 'gov.ic.c2s', special: ecr }],
  [/^us-isob-/, { name: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov', servicePrefix: 'gov.sgov.sc2s', special: ecr }],
];

const commercial: Partition = {
  name: 'aws',
  dnsSuffix: 'amazonaws.com',
  servicePrefix: 'com.amazonaws',
  special: [],
};

/** The partition of a region, by the form of its name. */
export function partitionOf(region: string): Partition {
  return table.find(([pattern]) => pattern.test(region))?.[1] ?? commercial;
}

/**
 * The name of an endpoint service, e.g. `com.amazonaws.us-east-1.ecr.api`. Gateway services never have a special
 * prefix.
 */
export function serviceName(region: string, service: string, type: 'Interface' | 'Gateway' = 'Interface'): string {
  const { servicePrefix, special } = partitionOf(region);
  const prefix = type === 'Interface' && special.includes(service) ? servicePrefix : 'com.amazonaws';
  return `${prefix}.${region}.${service}`;
}
