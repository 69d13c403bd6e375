/** A region with the name that AWS's console gives it. */
export interface AwsRegion {
  readonly name: string;
  readonly description: string;
  readonly partition: string;
}

/**
 * Every region that the SDK's own partition table knows; a test holds the two together. It serves the question for a
 * region, when none is known and so AWS cannot be asked, and tells a misspelt region from an unreachable network.
 */
export const REGIONS: readonly AwsRegion[] = [
  { name: 'af-south-1', description: 'Africa (Cape Town)', partition: 'aws' },
  { name: 'ap-east-1', description: 'Asia Pacific (Hong Kong)', partition: 'aws' },
  { name: 'ap-east-2', description: 'Asia Pacific (Taipei)', partition: 'aws' },
  { name: 'ap-northeast-1', description: 'Asia Pacific (Tokyo)', partition: 'aws' },
  { name: 'ap-northeast-2', description: 'Asia Pacific (Seoul)', partition: 'aws' },
  { name: 'ap-northeast-3', description: 'Asia Pacific (Osaka)', partition: 'aws' },
  { name: 'ap-south-1', description: 'Asia Pacific (Mumbai)', partition: 'aws' },
  { name: 'ap-south-2', description: 'Asia Pacific (Hyderabad)', partition: 'aws' },
  { name: 'ap-southeast-1', description: 'Asia Pacific (Singapore)', partition: 'aws' },
  { name: 'ap-southeast-2', description: 'Asia Pacific (Sydney)', partition: 'aws' },
  { name: 'ap-southeast-3', description: 'Asia Pacific (Jakarta)', partition: 'aws' },
  { name: 'ap-southeast-4', description: 'Asia Pacific (Melbourne)', partition: 'aws' },
  { name: 'ap-southeast-5', description: 'Asia Pacific (Malaysia)', partition: 'aws' },
  { name: 'ap-southeast-6', description: 'Asia Pacific (New Zealand)', partition: 'aws' },
  { name: 'ap-southeast-7', description: 'Asia Pacific (Thailand)', partition: 'aws' },
  { name: 'ca-central-1', description: 'Canada (Central)', partition: 'aws' },
  { name: 'ca-west-1', description: 'Canada West (Calgary)', partition: 'aws' },
  { name: 'eu-central-1', description: 'Europe (Frankfurt)', partition: 'aws' },
  { name: 'eu-central-2', description: 'Europe (Zurich)', partition: 'aws' },
  { name: 'eu-north-1', description: 'Europe (Stockholm)', partition: 'aws' },
  { name: 'eu-south-1', description: 'Europe (Milan)', partition: 'aws' },
  { name: 'eu-south-2', description: 'Europe (Spain)', partition: 'aws' },
  { name: 'eu-west-1', description: 'Europe (Ireland)', partition: 'aws' },
  { name: 'eu-west-2', description: 'Europe (London)', partition: 'aws' },
  { name: 'eu-west-3', description: 'Europe (Paris)', partition: 'aws' },
  { name: 'il-central-1', description: 'Israel (Tel Aviv)', partition: 'aws' },
  { name: 'me-central-1', description: 'Middle East (UAE)', partition: 'aws' },
  { name: 'me-south-1', description: 'Middle East (Bahrain)', partition: 'aws' },
  { name: 'me-west-1', description: 'Middle East (Saudi Arabia)', partition: 'aws' },
  { name: 'mx-central-1', description: 'Mexico (Central)', partition: 'aws' },
  { name: 'sa-east-1', description: 'South America (Sao Paulo)', partition: 'aws' },
  { name: 'sa-west-1', description: 'South America (Chile)', partition: 'aws' },
  { name: 'us-east-1', description: 'US East (N. Virginia)', partition: 'aws' },
  { name: 'us-east-2', description: 'US East (Ohio)', partition: 'aws' },
  { name: 'us-west-1', description: 'US West (N. California)', partition: 'aws' },
  { name: 'us-west-2', description: 'US West (Oregon)', partition: 'aws' },
  { name: 'cn-north-1', description: 'China (Beijing)', partition: 'aws-cn' },
  { name: 'cn-northwest-1', description: 'China (Ningxia)', partition: 'aws-cn' },
  { name: 'eusc-de-east-1', description: 'AWS European Sovereign Cloud (Germany)', partition: 'aws-eusc' },
  { name: 'us-iso-east-1', description: 'US ISO East', partition: 'aws-iso' },
  { name: 'us-iso-west-1', description: 'US ISO WEST', partition: 'aws-iso' },
  { name: 'us-isob-east-1', description: 'US ISOB East (Ohio)', partition: 'aws-iso-b' },
  { name: 'us-isob-west-1', description: 'US ISOB West', partition: 'aws-iso-b' },
  { name: 'eu-isoe-west-1', description: 'EU ISOE West', partition: 'aws-iso-e' },
  { name: 'us-isof-east-1', description: 'US ISOF EAST', partition: 'aws-iso-f' },
  { name: 'us-isof-south-1', description: 'US ISOF SOUTH', partition: 'aws-iso-f' },
  { name: 'us-gov-east-1', description: 'AWS GovCloud (US-East)', partition: 'aws-us-gov' },
  { name: 'us-gov-west-1', description: 'AWS GovCloud (US-West)', partition: 'aws-us-gov' },
];

/** False for a region that AWS opened after this version was made, so a hint and never a refusal. */
export function isKnownRegion(name: string): boolean {
  return REGIONS.some((region) => region.name === name);
}
