import { z } from 'zod';
import { explanationSchema } from '../explain/explanation.ts';
import { Remedy } from '../remedy/schema.ts';

/** How far a start had come. The pull's times are filled in on Fargate; null where they tell nothing [aws-facts: ecs-stopped-task]. */
export const StartPhase = z.enum(['before-the-pull', 'in-the-pull', 'after-the-pull']);
export type StartPhase = z.infer<typeof StartPhase>;

/** One kind of failure that ECS reports of a service: the same text of several tasks is one report. */
export const StartReport = z.object({
  /** Where ECS tells it: of a stopped task, among the service's events, or of its deployment. */
  source: z.enum(['task', 'event', 'deployment']),
  /** As ECS words it; of several tasks, the newest one's. */
  text: z.string(),
  /** The container whose start failed; null where ECS tells it of the task as a whole. */
  container: z.string().nullable(),
  stopCode: z.string().nullable(),
  phase: StartPhase.nullable(),
  /** Of the newest: when it stopped, or the event came. */
  at: z.string().nullable(),
  /** The newest first. */
  taskIds: z.array(z.string()),
  /** Where those tasks were; the newest one's first. */
  subnetIds: z.array(z.string()),
  explanation: explanationSchema.pick({
    family: true,
    class: true,
    hop: true,
    service: true,
    cause: true,
    remedy: true,
    instead: true,
    region: true,
    hosts: true,
    repository: true,
  }),
});
export type StartReport = z.infer<typeof StartReport>;

/**
 * How what ECS reports and what the network is go together. `explained`: a hop of the text is closed · `answered`: a service
 * was reached, so the text itself is the cause · `disagrees`: the text tells of silence, and the hop is open ·
 * `undecided`: the text, or the verdict on its hop, does not tell.
 */
export const Agreement = z.enum(['explained', 'answered', 'disagrees', 'undecided']);
export type Agreement = z.infer<typeof Agreement>;

/** What explains a failed start. */
export const SymptomCause = z.object({
  agreement: Agreement,
  /** The hop at which it stops, as the pull path names it; null where that is not known, or it is no hop. */
  hop: z.string().nullable(),
  /** The subnets of the failed tasks, or the service's where ECS does not tell theirs. */
  subnetIds: z.array(z.string()),
  /** Codes of the findings that explain it, in the audit's order. */
  findings: z.array(z.string()),
  /** One or two sentences. */
  message: z.string(),
});
export type SymptomCause = z.infer<typeof SymptomCause>;

/** What else a failure can be, and which read would tell. */
export const Alternative = z.object({ what: z.string(), read: Remedy });
export type Alternative = z.infer<typeof Alternative>;

/**
 * How a service does, by what ECS tells. `failing`: its tasks do not start · `recovered`: they did not, and now they run ·
 * `running`: all that it wants run, and none failed within the hour · `starting`: some are under way ·
 * `gave-up`: the deployment failed, and ECS starts no more · `scaled-to-zero`: it wants none · `inactive`: it is being
 * deleted, or gone · `unknown`: its tasks could not be read.
 */
export const ServiceState = z.enum([
  'failing',
  'recovered',
  'running',
  'starting',
  'gave-up',
  'scaled-to-zero',
  'inactive',
  'unknown',
]);
export type ServiceState = z.infer<typeof ServiceState>;

/** What ECS reports of a service, or of one task, what explains it, and what to do. */
export const Symptom = z.object({
  cluster: z.string(),
  /** Null of a task that no service runs. */
  service: z.string().nullable(),
  /** The task, where one was asked about that no service runs; else null. */
  task: z.string().nullable(),
  state: ServiceState,
  /** The state, in one or two sentences. */
  message: z.string(),
  desiredCount: z.number().int(),
  runningCount: z.number().int(),
  /** The newest first; empty where nothing failed that ECS still tells of. */
  reports: z.array(StartReport),
  /** What explains the first report; null without one. */
  cause: SymptomCause.nullable(),
  /** Where the network does not explain it. */
  alternatives: z.array(Alternative),
  remedy: Remedy.nullable(),
  /** What ECS cannot tell: nothing of a stopped task after an hour; tasks that could not be read. */
  limits: z.array(z.string()),
});
export type Symptom = z.infer<typeof Symptom>;
