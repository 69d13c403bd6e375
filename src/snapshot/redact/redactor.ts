import type { TextKind } from '../shape.ts';
import { AddressBook } from './addresses.ts';
import { Dictionary } from './dictionary.ts';
import { NameBook } from './names.ts';
import { policyText } from './policies.ts';
import { patternOf, scrubbed } from './sentences.ts';

const ID = /\b([a-z]{1,8}(?:-[a-z]{2,8}){0,2})-([0-9a-f]{17}|[0-9a-f]{8})\b/g;
const ACCOUNT = /(?<![0-9a-zA-Z])\d{12}(?![0-9a-zA-Z])/g;
/** Of tasks, container instances and digests, and of keys. */
const HEX =
  /\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/g;

/** Parts of ARNs that say of what kind a thing is. */
const KINDS: ReadonlySet<string> = new Set(
  'root role user group policy cluster service task task-definition task-set container-instance capacity-provider service-deployment service-revision secret parameter key alias log-group log-stream repository assumed-role federated-user instance-profile vpc subnet vpc-endpoint security-group outpost network aws-service-role'.split(
    ' ',
  ),
);

/** AWS's own bucket with the layers of images, and patterns that are written for it. */
const LAYER_BUCKET = /^[\w.*?-]*starport-layer-bucket(\/.*)?$/;

/** Public registries, whose names say nothing of who pulls from them. */
const PUBLIC_REGISTRIES =
  /^((registry-1\.|index\.)?docker\.(io|com)|auth\.docker\.io|public\.ecr\.aws|ghcr\.io|quay\.io|mcr\.microsoft\.com|(\w+\.)?gcr\.io|registry\.k8s\.io|docker\.elastic\.co|(\w+\.)?registry\.gitlab\.com)$/;
const AWS_HOST =
  /(^|\.)(amazonaws\.com(\.cn)?|api\.aws|on\.aws|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|api\.amazonwebservices\.com\.cn|ec2\.internal|compute\.internal)\.?$/;

/** Texts of a snapshot, each replaced as its kind asks for; the same text of the same kind always alike. */
export class Redactor {
  readonly names = new NameBook();
  readonly #ids = new Dictionary(idLike);
  readonly #accounts = new Dictionary((_, index) => String(900_000_000_000 + index));
  readonly #hex = new Dictionary(hexLike);
  readonly #addresses: AddressBook;
  readonly #kinds: { readonly [K in TextKind]: (text: string) => string } = {
    word: (text) => this.ids(text),
    id: (text) => (/^arn:/.test(text) ? this.arn(text) : this.ids(text)),
    account: (text) => (/^\d+$/.test(text) ? this.#accounts.of(text) : text),
    arn: (text) => this.arn(text),
    name: (text) => this.name(text),
    address: (text) => this.address(text) ?? this.host(text),
    host: (text) => this.host(text),
    image: (text) => this.image(text),
    place: (text) => (/^arn:/.test(text) ? this.arn(text) : this.name(text)),
    text: (text) => scrubbed(text, this),
    policy: (text) => policyText(text, this),
  };

  /** @param key decides which public address stands for which */
  constructor(key: string) {
    this.#addresses = new AddressBook(key);
  }

  /** Names that are looked for in sentences; null where there are none, or not all are known yet. */
  knownNames: RegExp | null = null;

  /** From here on everything is replaced; before, it is only noted. */
  seal(): void {
    this.knownNames = patternOf(this.names.whole);
    for (const each of [this.names, this.#ids, this.#accounts, this.#hex]) each.seal();
  }

  of(kind: TextKind, text: string): string {
    return this.#kinds[kind](text);
  }

  /** The same text with other ids, account numbers and hashes. */
  ids(text: string): string {
    return text
      .replace(HEX, (hex) => this.#hex.of(hex))
      .replace(ID, (id) => this.#ids.of(id))
      .replace(ACCOUNT, (account) => this.#accounts.of(account));
  }

  /** A name; ids and account numbers in it are replaced as such. */
  name(text: string): string {
    const address = this.address(text);
    if (address !== null) return address;
    const parts = text.split(
      /((?:[a-z]{1,8}(?:-[a-z]{2,8}){0,2})-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![0-9a-zA-Z])|(?<![0-9a-zA-Z])\d{12}(?![0-9a-zA-Z]))/,
    );
    if (parts.length === 1) return this.names.of(text);
    return parts.map((part, i) => (i % 2 === 1 ? this.ids(part) : part === '' ? '' : this.names.of(part))).join('');
  }

  address(text: string): string | null {
    return this.#addresses.of(text);
  }

  /** A DNS name: of AWS's own only what is in it is replaced, of others all of it. */
  host(text: string): string {
    const own = AWS_HOST.test(text);
    if (own) {
      const said = this.ids(text).replace(/(vpce-[0-9a-f]+)-[0-9a-z]{8}(?=[.-])/g, '$1-00000000');
      return said.replace(/\bec2-(\d+-\d+-\d+-\d+)\b/, (_, dashed: string) => {
        return `ec2-${(this.address(dashed.replaceAll('-', '.')) ?? '').replaceAll('.', '-')}`;
      });
    }
    return PUBLIC_REGISTRIES.test(text) ? text : this.name(text);
  }

  /** An ARN, or a pattern of ARNs; a text that is none is a name, or a path of names. */
  arn(text: string): string {
    const [arn, partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
    if (arn !== 'arn' || rest.length === 0) return this.name(text);
    const resource = rest.join(':');
    const owner = /^\d{12}$/.test(account)
      ? this.#accounts.of(account)
      : /^(aws|\*|)$/.test(account)
        ? account
        : this.name(account);
    const isLayers = service === 's3' && LAYER_BUCKET.test(resource);
    const said = isLayers
      ? resource
      : resource
          .split(/([/:])/)
          .map((part) => this.#part(part))
          .join('');
    return [arn, partition, service, region, owner, said].join(':');
  }

  #part(part: string): string {
    if (/^[/:]?$/.test(part) || KINDS.has(part) || /^[*?]+$/.test(part) || /^\$\{/.test(part)) return part;
    const said = this.ids(part);
    return said !== part || HEX_ONLY.test(part) ? said : this.name(part);
  }

  /** `HOST/PATH:TAG@DIGEST` */
  image(text: string): string {
    const [, host = '', path = '', tag = '', digest = ''] = IMAGE.exec(text) ?? [];
    if (path === '') return this.name(text);
    const said = path
      .split('/')
      .map((part) => this.name(part))
      .join('/');
    return `${host === '' ? '' : `${this.host(host.slice(0, -1))}/`}${said}${tag === '' ? '' : `:${this.name(tag.slice(1))}`}${this.ids(digest)}`;
  }
}

const HEX_ONLY = new RegExp(`^(?:${HEX.source})$`);
const IMAGE = /^((?:localhost|[\w-]+(?:\.[\w-]+)+|[\w.-]+:\d+)(?::\d+)?\/)?([^:@\s]+)(:[\w.-]+)?(@sha256:[0-9a-f]+)?$/;

/** `vpc-0a000000000000001` → `vpc-fffffffff00000001`, by its place among all ids. */
function idLike(id: string, index: number): string {
  const at = id.lastIndexOf('-');
  return `${id.slice(0, at)}-${index
    .toString(16)
    .padStart(id.length - at - 1 === 17 ? 8 : 7, '0')
    .padStart(id.length - at - 1, 'f')}`;
}

function hexLike(hex: string, index: number): string {
  const digits = index.toString(16).padStart(8, '0').padStart(hex.replaceAll('-', '').length, 'f');
  if (!hex.includes('-')) return digits;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
