import type { Note, NoteRuleInput } from '../findings/note.ts';
import { fargateZone } from './fargate-zone.ts';
import { fewFreeAddresses } from './few-free-addresses.ts';
import { openToAll } from './open-to-all.ts';
import { placement } from './placement.ts';
import { quotaNear } from './quota-near.ts';
import { singleZone } from './single-zone.ts';
import { superfluousRules } from './superfluous-rules.ts';

const RULES = [singleZone, fewFreeAddresses, quotaNear, superfluousRules, openToAll, placement, fargateZone];

/** Every remark about a VPC as a whole. */
export function notesOf(scope: NoteRuleInput): Note[] {
  return RULES.flatMap((rule) => rule(scope));
}
