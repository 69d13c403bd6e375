import { type Need, needsOf } from '../../../diagnose/need.ts';
import { serviceFor, suffixOf } from '../../../discover/entities/service.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { PullpathError } from '../../../errors.ts';
import { REGION } from '../../../explain/hosts/regions.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../../facts/platform-version.ts';
import { aws } from '../../../remedy/command.ts';
import { PRESET_NEEDS } from '../../../workload/presets.ts';
import { closest, didYouMean } from '../../line/did-you-mean.ts';
import type { Options } from '../../line/options.ts';

/** What `--for` and `--with` ask for in a region: a whole name, as AWS lists it there, means its ending. */
export function extrasFor(region: string, options: Options): string[] {
  const ofHost = options.for === undefined ? [] : PRESET_NEEDS[options.for].services;
  return [...new Set([...ofHost, ...(options.with ?? []).map((name) => suffixOf(region, name))])];
}

/** What the options ask of a pull path in a region, before the user has chosen among what it holds. */
export function needsFor(region: string, options: Options): Need[] {
  const isFargate = options.for === undefined || options.for === 'fargate';
  const version = isFargate ? (options.platformVersion ?? DEFAULT_PLATFORM_VERSION) : DEFAULT_PLATFORM_VERSION;
  return needsOf(version, extrasFor(region, options));
}

/** @throws usage UnknownService */
export function checkServices(snapshot: Snapshot, options: Options): void {
  const unknown = unoffered(snapshot, options.with ?? []);
  if (unknown.length > 0) throw unknownService(snapshot, unknown);
}

/** Those of the services for which the region has no endpoint; none where that could not be read. */
export function unoffered(snapshot: Snapshot, names: readonly string[]): string[] {
  if (snapshot.unread.some((entry) => entry.part === 'endpointServices')) return [];
  return names.filter((name) => {
    const suffix = suffixOf(snapshot.region, name);
    const found = serviceFor(snapshot, suffix, 'Interface') ?? serviceFor(snapshot, suffix, 'Gateway');
    return found === undefined || (name !== suffix && name !== found.name);
  });
}

export function unknownService(snapshot: Snapshot, unknown: readonly string[]): PullpathError {
  const { region } = snapshot;
  const offered = snapshot.endpointServices.map((service) => suffixOf(region, service.name));
  const hints = unknown.map((name) => closest(suffixOf(region, name), offered)).filter((name) => name !== null);
  const elsewhere = unknown.flatMap((name) => {
    const [, other, suffix] = OF_A_REGION.exec(name) ?? [];
    return other === undefined || other === region
      ? []
      : [`${name} is ${suffix} of ${other}, and --with ${suffix} means that of ${region}`];
  });
  const why = [...elsewhere, ...(hints.length === 0 ? [] : [didYouMean(...hints)])].join('; ');
  return new PullpathError('usage', {
    code: 'UnknownService',
    message: `${region} offers no endpoint service ${unknown.join(', ')}${why === '' ? '' : `; ${why}`}${why.endsWith('?') ? '' : '.'}`,
    remedy: ['Check --with;', aws('ec2 describe-vpc-endpoint-services', { region }), ' lists what the region offers.'],
  });
}

const OF_A_REGION = new RegExp(`\\.(${REGION})\\.(.+)$`);
