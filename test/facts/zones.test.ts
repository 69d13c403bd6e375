import { describe, expect, it } from 'vitest';
import { isAvailabilityZone } from '../../src/facts/zones.ts';

describe('where an endpoint can be placed', () => {
  it.each([
    ['an Availability Zone', 'us-east-1a', 'availability-zone', true],
    ['a Local Zone', 'us-east-1-bos-1a', 'local-zone', false],
    ['a Wavelength Zone', 'us-east-1-wl1-bos-wlz-1', 'wavelength-zone', false],
    ['an Availability Zone, by its name', 'us-east-1a', undefined, true],
    ['no Local Zone, by its name', 'us-east-1-bos-1a', undefined, false],
  ])('%s', (_, name, type, expected) => {
    expect(isAvailabilityZone('us-east-1', name, type)).toBe(expected);
  });
});
