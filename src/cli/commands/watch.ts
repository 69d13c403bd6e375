import { PullpathError } from '../../errors.ts';
import { watchDocument } from '../../render/documents/watch.ts';
import { watchText } from '../../render/text/watch-text.ts';
import type { CommandHandler, Invocation } from '../run/invocation.ts';
import { openSession } from '../run/session/session.ts';
import { clusterNamed } from '../run/targets/workload-arn.ts';
import { type Follow, followService } from '../run/watch/follow-service.ts';
import { reportOf } from '../run/watch/watch-report.ts';

/** Follows a service of ECS: a pull that was seen proves the path, the next error is explained. */
export const watch: CommandHandler = async (invocation) => {
  const { options, output } = invocation;
  const follow = followOf(invocation);
  const session = await openSession(options, output);
  try {
    const followed = await followService('watch', session, invocation, follow);
    const report = reportOf(followed, { options, region: session.region.name });
    return {
      exitCode: followed.exitCode,
      changed: followed.forced,
      result: {
        text: (style) => watchText({ ...report, place: followed.place }, style),
        document: () => watchDocument(report, output.scope),
      },
    };
  } finally {
    await session.end();
  }
};

function followOf({ options }: Invocation): Follow {
  const { service, forceNewDeployment } = options;
  const cluster = clusterNamed(options) ?? 'default';
  if (service !== undefined) return { cluster, service, since: null, forceNewDeployment };
  throw new PullpathError('usage', {
    code: 'NoService',
    message: 'pullpath watch follows a service, and none is named.',
    remedy: 'Name it with --service NAME, and its cluster with --cluster NAME.',
  });
}
