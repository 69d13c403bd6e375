import { awsCli } from './aws-cli/script.ts';
import { cloudformation } from './cloudformation/cloudformation.ts';
import type { Exported, ExportFormat, ExportModel } from './model.ts';
import { terraform } from './terraform/terraform.ts';

/** The writer of each format. */
export const WRITERS: { readonly [F in ExportFormat]: (model: ExportModel) => Exported } = {
  terraform,
  cloudformation,
  'aws-cli': awsCli,
};
