import type * as zod from 'zod/mini';
import type { PlatformVersion } from '../../diagnose/need.ts';
import type { Admit, IngressProfile, StackName } from '../../plan/choices.ts';

/**
 * What the schema of a flag is made with. Handed in, so that the flags can be read (help, completion, the tab key)
 * without loading a schema library.
 */
export interface SchemaKit
  extends Pick<
    typeof zod,
    | '_default'
    | 'array'
    | 'boolean'
    | 'enum'
    | 'int'
    | 'literal'
    | 'maximum'
    | 'minLength'
    | 'NEVER'
    | 'number'
    | 'optional'
    | 'pipe'
    | 'positive'
    | 'regex'
    | 'string'
    | 'transform'
    | 'union'
    | 'url'
  > {
  readonly PlatformVersion: typeof PlatformVersion;
  readonly IngressProfile: typeof IngressProfile;
  readonly Admit: typeof Admit;
  readonly StackName: typeof StackName;
}

/** Text of a certain form. @param complaint what is wrong with text of another form */
export function like(z: SchemaKit, form: RegExp, complaint: string | ((text: string) => string)) {
  const error = (issue: { readonly input?: unknown }) =>
    typeof complaint === 'string' ? complaint : complaint(String(issue.input));
  return z.string().check(z.regex(form, { error }));
}

export function roleArns(z: SchemaKit) {
  const form = /^arn:[\w-]+:iam::\d{12}:role\/.+$/;
  return z._default(z.array(like(z, form, 'a role ARN looks like arn:aws:iam::111122223333:role/NAME')), []);
}

export function region(z: SchemaKit) {
  return like(z, /^[a-z]{2,4}(-[a-z]+)+-\d+$/, (text) => `${text} isn’t a region (expected eu-west-1)`);
}

function id(z: SchemaKit, prefix: string, noun: string) {
  return like(z, new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), (text) => `${text} isn’t a valid ${noun} id (${prefix}-…)`);
}

/** Any text, or nothing. */
export const TEXT = { type: 'string', schema: (z: SchemaKit) => z.optional(z.string().check(z.minLength(1))) } as const;

/** On or off; off where it is left out. */
export const SWITCH = { type: 'boolean', schema: (z: SchemaKit) => z._default(z.boolean(), false) } as const;

/** The id of one thing. */
export function idOf(prefix: string, noun: string) {
  return { type: 'string', schema: (z: SchemaKit) => z.optional(id(z, prefix, noun)) } as const;
}

/** Ids of things of one kind. */
export function idsOf(prefix: string, noun: string) {
  return {
    type: 'list',
    schema: (z: SchemaKit) =>
      z.optional(z.array(id(z, prefix, noun)).check(z.minLength(1, `name at least one ${noun}`))),
  } as const;
}

/** The same, where nothing is the same as none. */
export function anyIdsOf(prefix: string, noun: string) {
  return { type: 'list', schema: (z: SchemaKit) => z._default(z.array(id(z, prefix, noun)), []) } as const;
}

/** Tags as `KEY=VALUE`. */
export const TAGS = {
  type: 'list',
  schema: (z: SchemaKit) => {
    const tag = z.transform((text: string, context) => {
      const at = text.indexOf('=');
      if (at > 0) return { key: text.slice(0, at), value: text.slice(at + 1) };
      context.issues.push({
        code: 'custom',
        message: `${text} isn’t a tag (expected KEY=VALUE; escape commas as \\,)`,
        input: text,
      });
      return z.NEVER;
    });
    return z._default(z.array(z.pipe(z.string(), tag)), []);
  },
} as const;

/** What a result can be written as besides standard output. */
const REPORT_FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown'] as const;

/** Files with a format each, as `FORMAT=FILE`. */
export const REPORTS = {
  type: 'list',
  group: 'Output:',
  describe: 'write the result to a file too, as FORMAT=FILE: json, sarif, junit, markdown or text',
  isPerRun: true,
  schema: (z: SchemaKit) => {
    const report = z.transform((text: string, context) => {
      const format = REPORT_FORMATS.find((name) => text.startsWith(`${name}=`));
      const file = text.slice((format ?? '').length + 1);
      if (format !== undefined && file !== '') return { format, file };
      const message = `${text} isn’t a report: it takes FORMAT=FILE, where FORMAT is one of ${REPORT_FORMATS.join(', ')}`;
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    });
    return z._default(z.array(z.pipe(z.string(), report)), []);
  },
} as const;

/** One of several words, of which one counts where the flag is left out. */
export function oneOf<const Words extends readonly string[], const Default extends Words[number]>(
  choices: Words,
  byDefault: Default,
) {
  return {
    type: 'string',
    choices,
    default: byDefault,
    schema: (z: SchemaKit) => z._default(z.enum(choices), byDefault),
  } as const;
}

/** One or more. */
export const COUNT = {
  type: 'number',
  schema: (z: SchemaKit) =>
    z.optional(
      z.number({ error: 'must be a number' }).check(z.int('must be a whole number'), z.positive('must be at least 1')),
    ),
} as const;

/** Seconds, up to a day. */
export function secondsOr(byDefault: number) {
  return {
    type: 'number',
    default: String(byDefault),
    schema: (z: SchemaKit) =>
      z._default(
        z
          .number({ error: 'must be a number of seconds' })
          .check(z.positive('must be more than 0 seconds'), z.maximum(86_400, 'must be at most 86400 seconds, a day')),
        byDefault,
      ),
  } as const;
}
