import { z } from 'zod';
import { Tags } from '../../discover/tags.ts';
import { StepBase } from './base.ts';

/** Puts back tags that somebody took off something of ours. Its inverse is the deletion of the thing itself. */
export const Tag = StepBase.extend({
  kind: z.literal('tag'),
  action: z.literal('update'),
  resourceId: z.string(),
  before: Tags,
  after: Tags,
});
export type Tag = z.infer<typeof Tag>;
