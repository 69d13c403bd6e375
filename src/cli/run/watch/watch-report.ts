import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import { aws, type PullpathCommand } from '../../../remedy/command.ts';
import { mergeRemedies, type Remedy } from '../../../remedy/remedy.ts';
import type { WatchReport } from '../../../render/documents/watch.ts';
import { watch } from '../../../symptom/alternatives.ts';
import type { RunTarget } from '../../line/command-line.ts';
import { completedRemedy, completedReport } from '../user-flags.ts';
import type { Followed } from './follow-service.ts';

/** Of what was seen of a service: what it does not prove, and what to do next. @param diagnosis of its subnets, where they were judged */
export function reportOf(followed: Followed, run: RunTarget, diagnosis: Diagnosis | null = null): WatchReport {
  const { service, outcome, deploymentId } = followed;
  return {
    cluster: service.cluster,
    service: service.name,
    outcome: { ...outcome, failure: outcome.failure === null ? null : completedReport(outcome.failure, run) },
    forcedDeployment: deploymentId,
    notes: notesOf(followed, diagnosis),
    remedy: completedRemedy(remedyOf(followed), run),
  };
}

/** What a pull does not tell [aws-facts: proof-by-task, task-interface]. */
function notesOf({ outcome, service }: Followed, diagnosis: Diagnosis | null): string[] {
  if (outcome.verdict !== 'proved') return [];
  const isOld = [service, ...service.deployments].some(({ platformVersion }) =>
    /^1\.[0-3]\./.test(platformVersion ?? ''),
  );
  const isolated = new Set(diagnosis?.subnets.filter((each) => each.class === 'isolated').map((each) => each.subnetId));
  const oneWay = outcome.pulls.every(({ subnetId }) => subnetId !== null && isolated.has(subnetId));
  return [
    ...(oneWay
      ? []
      : ['A pull does not tell which way it went: where the subnet has a NAT gateway too, it may have been that one.']),
    ...(isOld
      ? ['Before platform version 1.4.0 the sign-in goes by an interface of Fargate, so it is not proved.']
      : []),
  ];
}

function remedyOf({ service, outcome, forced }: Followed): Remedy {
  const { cluster, name, deploymentController } = service;
  const again = [watch(service, { forceNewDeployment: true })];
  switch (outcome.reason) {
    case 'pulled':
      return '';
    case 'failed':
      return mergeRemedies([
        outcome.failure?.explanation.remedy ?? '',
        ['See at which hop, and why:', audit(cluster, name)],
      ]);
    case 'maybe-cached':
      return ['See whether the path of the instances is open:', audit(cluster, name)];
    case 'scaled-to-zero':
      return ['Have it run a task:', aws('ecs update-service', { cluster, service: name, 'desired-count': '1' })];
    case 'inactive':
    case 'external-hosts':
      return '';
    case 'interrupted':
      return ['To continue:', watch(service)];
    case 'time-out':
    case 'gave-up':
      if (deploymentController !== 'ECS' || forced) return ['To wait longer, with --timeout SECONDS:', watch(service)];
      return ['Make ECS replace its tasks:', ...again];
  }
}

function audit(cluster: string, service: string): PullpathCommand {
  return { program: 'pullpath', command: 'audit', options: { cluster, service } };
}
