import { describe, expect, it } from 'vitest';
import { formatterFor } from '../../../src/render/layout/formatter.ts';
import { diagnosisBrief } from '../../../src/render/text/diagnosis-brief.ts';
import type { WorldName } from '../../../src/sandbox/index.ts';
import { diagnosisOf } from '../../cli/wizard/world.ts';

const FORMAT = formatterFor({ colour: false, width: 80, unicode: true });

const brief = async (world: WorldName) => diagnosisBrief(FORMAT, await diagnosisOf(world));

describe('a diagnosis on a few lines', () => {
  it('says what is closed, for whom, and why', async () => {
    expect(await brief('guide')).toEqual([
      "✘ Tasks in 2 subnets can't pull images: closed at ecr.api, ecr.dkr and s3.",
      '  subnet     zone        dns  ecr.api  ecr.dkr  s3',
      '  private-a  us-east-1a  ✔    ✘        ✘        ✘',
      '  private-b  us-east-1b  ✔    ✘        ✘        ✘',
      '  ✘ PP201 No interface endpoint for ecr.api, ecr.dkr',
      '  ✘ PP301 No route to a gateway endpoint for s3',
    ]);
  });

  it('has one row for many subnets that look alike', async () => {
    const lines = await brief('many-subnets');
    expect(lines[2]).toMatch(/^ {2}60 subnets +\d zones +✔ /);
    expect(lines).toHaveLength(5);
  });

  it('says that the path is open, and names no cause', async () => {
    const lines = await brief('open');
    expect(lines[0]).toMatch(/^✔ Tasks in \d subnets? can pull images\.$/);
    expect(lines.join('\n')).not.toMatch(/PP\d/);
  });
});
