import * as z from 'zod/mini';

/** Tags as a record; AWS's list of pairs has unique keys. */
export const Tags = z.record(z.string(), z.string());
export type Tags = z.infer<typeof Tags>;

/** AWS's list form → our record. */
export function toTags(list: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined): Tags {
  return Object.fromEntries((list ?? []).map((tag) => [tag.Key ?? '', tag.Value ?? '']));
}

/** One `K=V` of `--subnet-tag` or `--route-table-tag`; all that are given must hold. */
export interface TagChoice {
  readonly key: string;
  readonly value: string;
}

export function hasTags(thing: { readonly tags: Tags }, tags: readonly TagChoice[]): boolean {
  return tags.every(({ key, value }) => thing.tags[key] === value);
}
