import { Dictionary } from './dictionary.ts';

/** Names that AWS, or everybody, gives. */
const KEPT: ReadonlySet<string> = new Set([
  '',
  'default',
  'default VPC security group',
  'FARGATE',
  'FARGATE_SPOT',
  'AmazonProvidedDNS',
  'latest',
  'true',
  'false',
  // What pullpath itself writes, into groups and rules.
  'pullpath: lets tasks reach the VPC endpoints of their image pulls',
  'pullpath: HTTPS image pulls',
  'pullpath: HTTP image pulls',
  'pullpath: DNS queries',
  'pullpath: HTTPS for a subnet that resolves the same names',
]);

/** Beginnings that tell who manages a thing; what follows is a name. */
const MARKS = [
  'GuardDutyManagedSecurityGroup-',
  'FMManagedSecurityGroup',
  'Managed by Terraform',
  'Managed by Pulumi',
  'StackSet-AWSControlTower',
  'aws-controltower',
  'AWSControlTower',
  'AWSAccelerator',
  'ASEA-',
  'eksctl-',
  'ecs-svc/',
  'pullpath: ',
];

const SEPARATORS = /([^\p{L}\p{N}]+)/u;

/**
 * Names that stand for others, word by word: `team-orders` becomes `n0007-n0004`, so that what names have in common they
 * keep in common, and a wildcard matches what it matched.
 */
export class NameBook {
  readonly #words = new Dictionary((_, index) => `n${String(index).padStart(4, '0')}`);
  readonly #stacks = new Set<string>();
  /** Beginnings and ends of words at a wildcard. */
  readonly #fragments = new Set<string>();
  readonly #whole = new Set<string>();

  /** The name of a stack of pullpath's, with which names of its things begin. */
  addStack(stack: string): void {
    this.#stacks.add(stack);
  }

  seal(): void {
    this.#words.seal();
  }

  /** Names of more than one or two letters, whole: to be looked for in sentences. */
  get whole(): string[] {
    return [...this.#whole];
  }

  of(name: string): string {
    if (KEPT.has(name)) return name;
    if (name.length > 2 && !/^\d+$/.test(name)) this.#whole.add(name);
    const mark = MARKS.find((known) => name.startsWith(known));
    if (mark !== undefined) return mark + this.#pieces(name.slice(mark.length));
    const stack = [...this.#stacks].find((each) => name === `pullpath-${each}` || name.startsWith(`pullpath-${each}-`));
    if (stack === undefined) return this.#pieces(name);
    // Behind the stack comes the service, in AWS's words.
    return `pullpath-${this.of(stack)}${name.slice('pullpath-'.length + stack.length)}`;
  }

  #pieces(name: string): string {
    const parts = name.split(SEPARATORS);
    return parts
      .map((part, i) => {
        if (i % 2 === 1 || part === '' || /^\d{1,6}$/.test(part)) return part;
        if (/^[*?]/.test(parts[i + 1] ?? '') || /[*?]$/.test(parts[i - 1] ?? '')) this.#fragments.add(part);
        return this.#word(part);
      })
      .join('');
  }

  #word(word: string): string {
    for (const fragment of this.#fragments) {
      if (fragment === word) continue;
      if (word.startsWith(fragment)) return this.#words.of(fragment) + this.#word(word.slice(fragment.length));
      if (word.endsWith(fragment)) return this.#word(word.slice(0, -fragment.length)) + this.#words.of(fragment);
    }
    return this.#words.of(word);
  }
}
