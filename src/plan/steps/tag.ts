import { z } from 'zod';
import { Tags } from '../../discover/entities/tags.ts';
import { StepBase } from './base.ts';

/** Puts back tags that were removed from a resource of ours. Its inverse is the deletion of the resource. */
export const Tag = StepBase.extend({
  kind: z.literal('tag'),
  action: z.literal('update'),
  resourceId: z.string(),
  before: Tags,
  after: Tags,
});
export type Tag = z.infer<typeof Tag>;
