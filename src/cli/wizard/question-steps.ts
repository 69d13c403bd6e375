import { defaultTargets } from '../../discover/select.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import { costText } from '../../render/plan/plan-cost.ts';
import { truncateList } from '../../words.ts';
import type { Options } from '../line/options.ts';
import { diagnoser } from '../run/audit/diagnoser.ts';
import { blockedError } from '../run/plan/blocked.ts';
import { chooseTargets } from '../run/targets/choose-targets.ts';
import { unknownService, unoffered } from '../run/targets/services.ts';
import { completedError, completedRemedy } from '../run/user-flags.ts';
import { assess, creates, namesTargets } from './account/assess.ts';
import type { FailingService } from './account/failing-services.ts';
import { withVpc } from './account/targets-of-service.ts';
import { changesOf } from './confirm-plan.ts';
import { BACK, type Back, type Prompter } from './prompter/prompter.ts';
import { askPlatformVersion } from './questions/account.ts';
import { COMMON_EXTRAS, type Extra, isServed } from './questions/common-extras.ts';
import { askAfterDiagnosis } from './questions/diagnosis.ts';
import { askExtras } from './questions/extras.ts';
import { askRecovery } from './questions/recovery.ts';
import { askSubnets } from './questions/subnets.ts';
import { askVpc } from './questions/vpc.ts';
import { vpcOptions } from './questions/vpc-option.ts';
import type { WizardStep } from './run-wizard.ts';
import type { AccountReading, OpenQuestion, WizardState } from './wizard-state.ts';
import { withAnswer } from './wizard-state.ts';

/** The prompter for a question that is put at this point. */
export type PrompterAt = (state: WizardState, canGoBack: boolean) => Prompter;

/** Completes what was read of a VPC: of many, not all are read in full at first. */
export type ReadVpc = (state: WizardState, vpcId: string) => Promise<AccountReading>;

type Known = Pick<AccountReading, 'snapshot'> & { readonly vpcId: string };

/** Asks, and enters the answer into the state. */
type Put = (prompter: Prompter, state: WizardState, known: Known) => Promise<WizardState | Back>;

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/**
 * The questions about what has been read, in order: each only where its answer changes the plan.
 * @param onAssessed told of the first diagnosis, for terminals that show none above a question
 */
export function questionSteps(
  prompterAt: PrompterAt,
  readVpc: ReadVpc,
  onAssessed: (state: WizardState) => void,
): WizardStep<WizardState>[] {
  const question = (
    name: OpenQuestion,
    isOpen: (options: Options, state: WizardState) => boolean,
    put: Put,
  ): WizardStep<WizardState> => ({
    isOpen: (state) => state.pending.includes(name) && isOpen(state.options, state),
    asks: true,
    run: (state, canGoBack) => put(prompterAt(state, canGoBack), state, knownOf(state)),
  });
  return [
    {
      isOpen: ({ options }) => options.vpcId === undefined,
      asks: true,
      run: async (state, canGoBack) => {
        const { snapshot } = readingOf(state);
        const vpcId = await askVpc(prompterAt(state, canGoBack), vpcOptions(snapshot, state.options), state.kept.vpcId);
        return vpcId === BACK ? BACK : withVpc(state, vpcId);
      },
    },
    {
      isOpen: () => true,
      asks: false,
      run: async (state, canGoBack) => {
        const { vpcId, snapshot } = knownOf(state);
        const isRead = snapshot.names.some((entry) => entry.vpcId === vpcId);
        const reading = isRead ? readingOf(state) : await readVpc(state, vpcId);
        const assessed = assess({ ...state, reading });
        onAssessed(assessed);
        return unlessBlocked(assessed, canGoBack, prompterAt);
      },
    },
    {
      isOpen: ({ service, assessment, pending }) =>
        pending.length > 0 && ((service !== null && service !== 'vpc') || assessment?.diagnosis.verdict === 'open'),
      asks: true,
      run: putDiagnosis(prompterAt),
    },
    question('subnets', (options) => !namesTargets(options), putSubnets),
    question(
      'platform',
      ({ platformVersion }, { assessment }) =>
        platformVersion === undefined && (assessment === null || creates(assessment, 'ecr.api')),
      putPlatformVersion,
    ),
    question('extras', ({ with: extras }, { service }) => extras === undefined || service !== null, putExtras),
  ];
}

/** What no answer can change ends the wizard at once, or leads back to the choice that brought it up. */
async function unlessBlocked(
  state: WizardState,
  canGoBack: boolean,
  prompterAt: PrompterAt,
): Promise<WizardState | Back> {
  const { assessment } = state;
  const [first, ...others] = assessment?.plan.blocked.filter(({ step }) => step === null) ?? [];
  if (first === undefined || assessment?.diagnosis.verdict === 'open') return state;
  const error = blockedError([first, ...others], false);
  if (!canGoBack) throw error;
  const recovery = await askRecovery(prompterAt(state, true), completedError(error, state), ['back']);
  if (recovery === 'back') return BACK;
  throw error;
}

/** The diagnosis, before anything more is asked: of a service that fails, and of a path that is open already. */
function putDiagnosis(prompterAt: PrompterAt): WizardStep<WizardState>['run'] {
  return async (state, canGoBack) => {
    const { assessment, service } = state;
    const failing = service === 'vpc' ? null : service;
    const plan =
      assessment === null || assessment.plan.steps.length === 0
        ? null
        : `${changesOf(assessment.plan)}, ${costText(assessment.plan)}.`;
    const more = failing === null ? [] : [`ECS reports: ${failing.explanation.cause}`];
    const advice = failing !== null && plan === null ? adviceFor(failing, state) : [];
    const answer = await askAfterDiagnosis(prompterAt(state, canGoBack), {
      more: [...more, ...advice],
      plan,
      canChooseSubnets: failing === null && !namesTargets(state.options),
    });
    if (answer === BACK) return BACK;
    if (answer === 'services') return { ...state, pending: ['extras'] };
    return answer === 'subnets' ? state : { ...state, pending: [] };
  };
}

/** Where no plan helps: what ECS's own words ask for, and, where the path is open by now, what shows it. */
function adviceFor({ cluster, service, explanation }: FailingService, state: WizardState): Remedy[] {
  const isOpen = state.assessment?.diagnosis.verdict === 'open';
  const options = { cluster, service, forceNewDeployment: true };
  const watch: Remedy = [
    'To make ECS replace its tasks, and see whether one pulls:',
    { program: 'pullpath', command: 'watch', options },
  ];
  return [explanation.remedy, ...(isOpen ? [watch] : [])].map((remedy) => completedRemedy(remedy, state));
}

const putSubnets: Put = async (prompter, state, { snapshot, vpcId }) => {
  const chosen = await askSubnets(prompter, snapshot, vpcId, state.kept.subnetIds);
  if (chosen === BACK) return BACK;
  const standard = defaultTargets(snapshot, vpcId).map(({ id }) => id);
  const isStandard = chosen.length === standard.length && standard.every((id) => chosen.includes(id));
  const names = chosen.map((id) => indexOf(snapshot).subnets.get(id)?.tags.Name ?? id);
  // The default is not written down: a script should compute it again too.
  return assess(
    withAnswer(state, { subnetIds: isStandard ? undefined : [...chosen] }, ['Subnets', truncateList(names, NAMED)]),
  );
};

const putPlatformVersion: Put = async (prompter, state) => {
  const platformVersion = await askPlatformVersion(prompter, state.kept.platformVersion);
  if (platformVersion === BACK) return BACK;
  return assess(withAnswer(state, { platformVersion }, ['Platform', platformVersion]));
};

const putExtras: Put = async (prompter, state, { snapshot, vpcId }) => {
  const chosen = await askExtras(prompter, {
    extras: proposed(state, { snapshot, vpcId }),
    preset: state.kept.with ?? state.options.with ?? [],
    complaint: (service) => {
      const unknown = unoffered(snapshot, [service]);
      return unknown.length === 0 ? null : unknownService(snapshot, unknown).message;
    },
  });
  if (chosen === BACK) return BACK;
  return assess(withAnswer(state, { with: [...chosen] }, ['Services', chosen.join(', ') || 'none']));
};

/** What the region offers, the targets cannot reach yet, and the service does not need anyway. */
function proposed({ options, workload }: WizardState, { snapshot, vpcId }: Known): Extra[] {
  const lacking = unoffered(snapshot, servicesOf(COMMON_EXTRAS));
  const offered = COMMON_EXTRAS.filter(({ service }) => !lacking.includes(service));
  const choices = chooseTargets(snapshot, { ...options, with: servicesOf(offered) }, vpcId, workload);
  const diagnosis = diagnoser(choices, options)(snapshot);
  const needed = new Set(workload?.services?.value.map(({ service }) => service) ?? []);
  return offered.filter(({ service }) => !needed.has(service) && !isServed(diagnosis, service));
}

function servicesOf(extras: readonly Extra[]): string[] {
  return extras.map(({ service }) => service);
}

function readingOf({ reading }: WizardState): AccountReading {
  if (reading === null) throw new Error('a question about the account before it was read');
  return reading;
}

function knownOf(state: WizardState): Known {
  const { vpcId } = state.options;
  if (vpcId === undefined) throw new Error('a question about the VPC before it was chosen');
  return { snapshot: readingOf(state).snapshot, vpcId };
}
