import { defaultTargets } from '../../discover/select.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import { vpcText } from '../../render/text/heading.ts';
import { truncateList } from '../../words.ts';
import type { Options } from '../line/options.ts';
import { vpcLabelOf } from '../run/account-context.ts';
import { chooseTargets } from '../run/choose-targets.ts';
import { diagnoser } from '../run/diagnoser.ts';
import { unknownService, unoffered } from '../run/services.ts';
import { COMMON_EXTRAS, type Extra, isServed } from './extras.ts';
import { BACK, type Back, type Prompter } from './prompter.ts';
import { askIngress, askPlatformVersion } from './questions/account.ts';
import { askExtras } from './questions/extras.ts';
import { askSubnets } from './questions/subnets.ts';
import { askVpc } from './questions/vpc.ts';
import type { WizardStep } from './run-wizard.ts';
import { vpcOptions } from './vpc-option.ts';
import { type AccountReading, type WizardState, withAnswer } from './wizard-state.ts';

/** The prompter for a question that is put at this point. */
export type PrompterAt = (state: WizardState, canGoBack: boolean) => Prompter;

type Known = AccountReading & { readonly vpcId: string };

/** Asks, and enters the answer into the state. */
type Put = (prompter: Prompter, state: WizardState, known: Known) => Promise<WizardState | Back>;

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/** The questions about the VPC that has been read, in order. */
export function questionSteps(askerAt: PrompterAt): WizardStep<WizardState>[] {
  const question = (isOpen: (options: Options) => boolean, put: Put): WizardStep<WizardState> => ({
    isOpen: ({ options }) => isOpen(options),
    asks: true,
    run: (state, canGoBack) => put(askerAt(state, canGoBack), state, knownOf(state)),
  });
  return [
    {
      isOpen: ({ options }) => options.vpcId === undefined,
      asks: true,
      run: async (state, canGoBack) => {
        const { snapshot } = readingOf(state);
        const vpcId = await askVpc(askerAt(state, canGoBack), vpcOptions(snapshot, state.options), state.kept.vpcId);
        return vpcId === BACK ? BACK : withVpc(state, vpcId);
      },
    },
    {
      isOpen: () => true,
      asks: false,
      run: async (state) => {
        const { snapshot, vpcId } = knownOf(state);
        checkFlags(snapshot, state.options, vpcId);
        return state;
      },
    },
    question((options) => !namesTargets(options), putSubnets),
    question(({ platformVersion }) => platformVersion === undefined, putPlatformVersion),
    question(({ with: extras }) => extras === undefined, putExtras),
    question(({ ingress }) => ingress === undefined, putIngress),
  ];
}

/** True where a question is left that the account has to be read for, or that is put beside such ones. */
export function isUnanswered(options: Options): boolean {
  const { vpcId, platformVersion, with: extras, ingress } = options;
  return !namesTargets(options) || [vpcId, platformVersion, extras, ingress].includes(undefined);
}

/** The state with its VPC settled. */
export function withVpc(state: WizardState, vpcId: string): WizardState {
  return withAnswer(state, { vpcId }, ['VPC', vpcText(vpcLabelOf(readingOf(state).snapshot, vpcId))]);
}

const putSubnets: Put = async (prompter, state, { snapshot, vpcId }) => {
  const chosen = await askSubnets(prompter, snapshot, vpcId, state.kept.subnetIds);
  if (chosen === BACK) return BACK;
  const standard = defaultTargets(snapshot, vpcId).map(({ id }) => id);
  const isStandard = chosen.length === standard.length && standard.every((id) => chosen.includes(id));
  const names = chosen.map((id) => indexOf(snapshot).subnets.get(id)?.tags.Name ?? id);
  // The default is not written down: a script should compute it again too.
  return withAnswer(state, { subnetIds: isStandard ? undefined : [...chosen] }, [
    'Subnets',
    truncateList(names, NAMED),
  ]);
};

const putPlatformVersion: Put = async (prompter, state) => {
  const platformVersion = await askPlatformVersion(prompter, state.kept.platformVersion);
  return platformVersion === BACK ? BACK : withAnswer(state, { platformVersion }, ['Platform', platformVersion]);
};

const putExtras: Put = async (prompter, state, { snapshot, vpcId }) => {
  const chosen = await askExtras(prompter, {
    extras: proposed(state, { snapshot, vpcId }),
    preset: state.kept.with ?? [],
    complaint: (service) => {
      const unknown = unoffered(snapshot, [service]);
      return unknown.length === 0 ? null : unknownService(snapshot, unknown).message;
    },
  });
  return chosen === BACK ? BACK : withAnswer(state, { with: [...chosen] }, ['Extras', chosen.join(', ') || 'none']);
};

const putIngress: Put = async (prompter, state) => {
  const ingress = await askIngress(prompter, state.kept.ingress);
  return ingress === BACK ? BACK : withAnswer(state, { ingress }, ['Ingress', ingress]);
};

/** What the region offers and the targets cannot reach yet. */
function proposed({ options }: WizardState, { snapshot, vpcId }: Omit<Known, 'accountHeading'>): Extra[] {
  const lacking = unoffered(snapshot, servicesOf(COMMON_EXTRAS));
  const offered = COMMON_EXTRAS.filter(({ service }) => !lacking.includes(service));
  const choices = chooseTargets(snapshot, { ...options, with: servicesOf(offered) }, vpcId);
  const diagnosis = diagnoser(choices, options)(snapshot);
  return offered.filter(({ service }) => !isServed(diagnosis, service));
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
  return { ...readingOf(state), vpcId };
}

/** True where flags say which subnets are meant, by id or by tag. */
function namesTargets({ subnetIds, subnetTag }: Options): boolean {
  return subnetIds !== undefined || subnetTag.length > 0;
}

/** Checks what the flags say of the VPC before anything more is asked. @throws usage as the command itself would */
function checkFlags(snapshot: Snapshot, options: Options, vpcId: string): void {
  // That there is no subnet with no way out is no complaint yet: the user may be about to choose others.
  chooseTargets(snapshot, namesTargets(options) ? options : { ...options, subnetIds: [] }, vpcId);
}
