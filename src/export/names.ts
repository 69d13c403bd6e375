import type { Tags } from '../discover/entities/tags.ts';

/** `ecr.api` → `ecr`, `api` */
export function wordsOf(text: string): string[] {
  return text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
}

/** `ecr_api`: a name in Terraform and in a shell. What begins with a digit is none. */
export function snakeCase(words: readonly string[]): string {
  const name = words.join('_').toLowerCase();
  return /^[a-z]/.test(name) ? name : `_${name}`;
}

/** `EcrApi`: CloudFormation takes letters and digits only. */
export function pascalCase(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Gives each name once: the second `ecr api` becomes `ecr api 2`. Pure, since whoever asks keeps what it answers. */
export function distinct(names: readonly (readonly string[])[]): string[][] {
  const given = new Map<string, number>();
  return names.map((words) => {
    const name = words.join(' ').toLowerCase();
    const n = (given.get(name) ?? 0) + 1;
    given.set(name, n);
    return n === 1 ? [...words] : [...words, String(n)];
  });
}

/** Tags of a user: pullpath's own are not exported, and nobody may write AWS's. In the order of their keys. */
export function foreignTags(tags: Tags): Tags {
  const kept = Object.entries(tags).filter(([key]) => !/^(pullpath|aws):/.test(key));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
