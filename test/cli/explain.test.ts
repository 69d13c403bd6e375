import { expect, it } from 'vitest';
import { pullpath } from '../program.ts';

const REFUSED =
  'CannotPullContainerError: Head "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/app/manifests/1": dial tcp 44.213.1.1:443: i/o timeout';

it('what the user knows besides the message goes into the next command, and into the verdict', async () => {
  const plain = JSON.parse((await pullpath(['explain', REFUSED, '--output', 'json'])).stdout);
  expect(plain.next.command).toBe('pullpath audit --region us-east-1');
  const vpc = ['--vpc-id', 'vpc-0123456789abcdef0'];
  const placed = JSON.parse((await pullpath(['explain', REFUSED, ...vpc, '--output', 'json'])).stdout);
  expect(placed.next.argv).toEqual(['pullpath', 'audit', '--region', 'us-east-1', ...vpc]);
  const elsewhere = JSON.parse(
    (await pullpath(['explain', REFUSED, '--region', 'eu-west-1', '--output', 'json'])).stdout,
  );
  expect(elsewhere).toMatchObject({ family: 'other-region', region: 'eu-west-1' });
});
