import { worstOf } from '../../diagnose/verdict.ts';
import { isJudged, type RegionAudit } from '../../render/audit.ts';
import { formatterFor } from '../../render/layout/formatter.ts';
import { formatCount } from '../../words.ts';
import type { Invocation } from '../run/invocation.ts';
import { redrawnLines } from '../stream/redrawn-lines.ts';
import type { Terminal } from '../stream/terminal.ts';

/** Shows how far an audit of many regions has got, on standard error. */
export interface MultiRegionProgress {
  told(region: RegionAudit, done: number, of: number): void;
  end(): void;
}

const SILENT: MultiRegionProgress = { told: () => undefined, end: () => undefined };

/** One line that moves in a terminal, a line a region elsewhere, nothing where quiet. */
export function multiRegionProgress({ options, output: { terminal } }: Invocation): MultiRegionProgress {
  if (options.quiet) return SILENT;
  const moves = terminal.redraws && !options.debug;
  return moves ? movingLine(terminal) : { ...SILENT, told: (...news) => plainLine(terminal, ...news) };
}

function movingLine({ stderr, noticeStyle }: Terminal): MultiRegionProgress {
  const line = redrawnLines(stderr);
  const { dim } = formatterFor(noticeStyle);
  line.draw(dim('Reading …'));
  return {
    told: ({ place }, done, of) => line.draw(dim(`${done} of ${of} regions … ${place.region} of ${place.account}`)),
    end: () => line.clear(),
  };
}

function plainLine({ notice }: Terminal, region: RegionAudit, done: number, of: number) {
  if (of === 1) return;
  const { place } = region;
  const where = `${place.region} of account ${place.account}`;
  notice((style) => formatterFor(style).plain(`${done} of ${of} regions: ${where}: ${found(region)}`));
}

function found({ vpcs, error }: RegionAudit): string {
  if (error !== null) return 'not audited';
  const judged = vpcs.filter(isJudged);
  const verdict =
    judged.length === 0 ? 'none with target subnets' : worstOf(judged.map(({ diagnosis }) => diagnosis.verdict));
  return vpcs.length === 0 ? 'no VPC' : `${formatCount(vpcs.length, 'VPC')}, ${verdict}`;
}
