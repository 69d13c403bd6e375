import { type Owner, ownerText } from '../../discover/entities/owner.ts';

/** `CloudFormation stack network-prod manages vpce-1 (the tag …): its next update of that property may undo this.` */
export function ownerSentence(id: string, owner: Owner): string {
  return `${ownerText(id, owner)}: ${owner.message}.`;
}
