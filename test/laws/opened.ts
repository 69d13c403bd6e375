import type { Choices } from '../../src/plan/choices.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { openStage } from './stage.ts';

/**
 * A world as an apply of ours leaves it, as plain data. Its new ids are changed into some that a sandbox which starts
 * from it will not give out again.
 */
export async function openedBy(world: World, choices: Partial<Choices> = {}): Promise<World> {
  const stage = await openStage(world);
  try {
    const { failure } = await stage.apply(await stage.plan(choices));
    if (failure !== undefined) throw failure;
    const opened = JSON.stringify({ ...world, ...stage.sandbox.network() });
    return JSON.parse(opened.replaceAll('-0f', '-0c'));
  } finally {
    await stage.close();
  }
}
