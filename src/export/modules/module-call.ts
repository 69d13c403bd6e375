import type { TagChoice } from '../../discover/entities/tags.ts';
import { PullpathError } from '../../errors.ts';
import { formatList } from '../../words.ts';
import type { Exported, ExportModel, ExportModule } from '../model.ts';
import { guideModule } from './guide-module.ts';
import { vpcEndpointsModule } from './vpc-endpoints-module.ts';

/** By what subnets and tables were chosen; empty where by id, or by default. */
export interface ChosenByTag {
  readonly subnetTag: readonly TagChoice[];
  readonly routeTableTag: readonly TagChoice[];
}

/** The call of a module, which may say more or less than the plan: that is among the limits. */
export interface ModuleCall {
  readonly exported: Exported;
  /** Why the module cannot make what the plan would: sentences. Empty where it can. */
  readonly refusals: readonly string[];
}

const CALLS: { readonly [M in ExportModule]: (model: ExportModel, chosen: ChosenByTag) => ModuleCall } = {
  'ecr-private-subnet-endpoints': guideModule,
  'vpc-endpoints': vpcEndpointsModule,
};

/**
 * The model as a call of a module of the Terraform registry [aws-facts: endpoint-modules].
 * @throws needs-person ModuleCannot, where it would fail or do harm
 */
export function moduleCall(module: ExportModule, model: ExportModel, chosen: ChosenByTag): Exported {
  const { exported, refusals } = CALLS[module](model, chosen);
  if (refusals.length === 0) return exported;
  throw new PullpathError('needs-person', {
    code: 'ModuleCannot',
    message: `The module ${module} cannot make what the plan would. ${refusals.join(' ')}`,
    remedy: `Leave out --module for plain resources${module === 'vpc-endpoints' ? '' : ', or use --module vpc-endpoints'}.`,
  });
}

/** `subnet-1 and subnet-2` */
export function listed(ids: readonly string[]): string {
  return formatList([...ids].sort());
}
