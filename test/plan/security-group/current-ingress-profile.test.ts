import { describe, expect, it } from 'vitest';
import type { IngressProfile } from '../../../src/plan/choices.ts';
import { currentIngressProfile } from '../../../src/plan/security-group/current-ingress-profile.ts';
import { CHOICES, openStage } from '../../laws/stage.ts';

describe('the profile that a stack shows', () => {
  it.each<IngressProfile>(['guide', 'https'])('is the one that it was made with: %s', async (ingress) => {
    const stage = await openStage('guide');
    const shown = async () => {
      const { snapshot, vpcId } = await stage.snapshot();
      return currentIngressProfile(snapshot, vpcId, CHOICES.stack);
    };
    expect(await shown()).toBeNull();
    await stage.apply(await stage.plan({ ingress }));
    expect(await shown()).toBe(ingress);
    await stage.close();
  });
});
