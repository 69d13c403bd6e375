import { defaultTargets } from '../../discover/select.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import { vpcText } from '../../render/heading.ts';
import { folded } from '../../words.ts';
import { chooseTargets } from '../choose-targets.ts';
import { diagnoser } from '../diagnoser.ts';
import type { Options } from '../options.ts';
import { labelOf } from '../place.ts';
import { unknownService, unoffered } from '../services.ts';
import { type Asker, BACK, type Back } from './asker.ts';
import { checkFlags, namesTargets } from './check-flags.ts';
import { answered, type Draft, type Reading } from './draft.ts';
import { COMMON_EXTRAS, type Extra, isServed } from './extras.ts';
import { askExtras } from './questions/extras.ts';
import { askIngress } from './questions/ingress.ts';
import { askPlatformVersion } from './questions/platform-version.ts';
import { askSubnets } from './questions/subnets.ts';
import { askVpc } from './questions/vpc.ts';
import { vpcOptions } from './vpc-option.ts';
import type { Stop } from './walk.ts';

/** The asker for a question that is put at this point. */
export type AskerAt = (draft: Draft, canGoBack: boolean) => Asker;

type Known = Reading & { readonly vpcId: string };

/** Asks, and enters the answer into the draft. */
type Put = (asker: Asker, draft: Draft, known: Known) => Promise<Draft | Back>;

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/** The questions about the VPC that has been read, in order. */
export function questionStops(askerAt: AskerAt): Stop<Draft>[] {
  const question = (isOpen: (options: Options) => boolean, put: Put): Stop<Draft> => ({
    isOpen: ({ options }) => isOpen(options),
    asks: true,
    run: (draft, canGoBack) => put(askerAt(draft, canGoBack), draft, knownOf(draft)),
  });
  return [
    {
      isOpen: ({ options }) => options.vpcId === undefined,
      asks: true,
      run: async (draft, canGoBack) => {
        const { snapshot } = readingOf(draft);
        const vpcId = await askVpc(
          askerAt(draft, canGoBack),
          vpcOptions(snapshot, draft.options),
          draft.recalled.vpcId,
        );
        return vpcId === BACK ? BACK : withVpc(draft, vpcId);
      },
    },
    {
      isOpen: () => true,
      asks: false,
      run: async (draft) => {
        const { snapshot, vpcId } = knownOf(draft);
        checkFlags(snapshot, draft.options, vpcId);
        return draft;
      },
    },
    question((options) => !namesTargets(options), putSubnets),
    question(({ platformVersion }) => platformVersion === undefined, putPlatformVersion),
    question(({ with: extras }) => extras === undefined, putExtras),
    question(({ ingress }) => ingress === undefined, putIngress),
  ];
}

/** True where a question is left that the account has to be read for, or that is put beside such ones. */
export function leavesOpen(options: Options): boolean {
  const { vpcId, platformVersion, with: extras, ingress } = options;
  return !namesTargets(options) || [vpcId, platformVersion, extras, ingress].includes(undefined);
}

/** The draft with its VPC settled. */
export function withVpc(draft: Draft, vpcId: string): Draft {
  return answered(draft, { vpcId }, ['VPC', vpcText(labelOf(readingOf(draft).snapshot, vpcId))]);
}

const putSubnets: Put = async (asker, draft, { snapshot, vpcId }) => {
  const chosen = await askSubnets(asker, snapshot, vpcId, draft.recalled.subnetIds);
  if (chosen === BACK) return BACK;
  const standard = defaultTargets(snapshot, vpcId).map(({ id }) => id);
  const isStandard = chosen.length === standard.length && standard.every((id) => chosen.includes(id));
  const names = chosen.map((id) => indexOf(snapshot).subnets.get(id)?.tags.Name ?? id);
  // The default is not written down: a script should compute it again too.
  return answered(draft, { subnetIds: isStandard ? undefined : [...chosen] }, ['Subnets', folded(names, NAMED)]);
};

const putPlatformVersion: Put = async (asker, draft) => {
  const platformVersion = await askPlatformVersion(asker, draft.recalled.platformVersion);
  return platformVersion === BACK ? BACK : answered(draft, { platformVersion }, ['Platform', platformVersion]);
};

const putExtras: Put = async (asker, draft, { snapshot, vpcId }) => {
  const chosen = await askExtras(asker, {
    extras: proposed(draft, { snapshot, vpcId }),
    preset: draft.recalled.with ?? [],
    complaint: (service) => {
      const unknown = unoffered(snapshot, [service]);
      return unknown.length === 0 ? null : unknownService(snapshot, unknown).message;
    },
  });
  return chosen === BACK ? BACK : answered(draft, { with: [...chosen] }, ['Extras', chosen.join(', ') || 'none']);
};

const putIngress: Put = async (asker, draft) => {
  const ingress = await askIngress(asker, draft.recalled.ingress);
  return ingress === BACK ? BACK : answered(draft, { ingress }, ['Ingress', ingress]);
};

/** What the region offers and the targets cannot reach yet. */
function proposed({ options }: Draft, { snapshot, vpcId }: Omit<Known, 'place'>): Extra[] {
  const lacking = unoffered(snapshot, servicesOf(COMMON_EXTRAS));
  const offered = COMMON_EXTRAS.filter(({ service }) => !lacking.includes(service));
  const choices = chooseTargets(snapshot, { ...options, with: servicesOf(offered) }, vpcId);
  const diagnosis = diagnoser(choices, options)(snapshot);
  return offered.filter(({ service }) => !isServed(diagnosis, service));
}

function servicesOf(extras: readonly Extra[]): string[] {
  return extras.map(({ service }) => service);
}

function readingOf({ reading }: Draft): Reading {
  if (reading === null) throw new Error('a question about the account before it was read');
  return reading;
}

function knownOf(draft: Draft): Known {
  const { vpcId } = draft.options;
  if (vpcId === undefined) throw new Error('a question about the VPC before it was chosen');
  return { ...readingOf(draft), vpcId };
}
