/** A flag as it is written, `vpc-id`, and the key under which options have it, `vpcId`. */
export type KeyOf<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<KeyOf<Tail>>}`
  : Name;

/** `vpc-id` → `vpcId`. */
export function keyOf<Name extends string>(name: Name): KeyOf<Name> {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as KeyOf<Name>;
}

/** `vpcId` → `vpc-id`. */
export function flagNameOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
