/** What XML says between its tags: text, or elements by name, of which equal ones make a list. */
export type XmlValue = string | XmlElements | (string | XmlElements)[];
export interface XmlElements {
  [name: string]: XmlValue;
}

/**
 * An opening, closing or empty tag. Attributes are accepted on the outermost element only, where they name the schema.
 */
const TAG = /^<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>$/;
const ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]+));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The content of a document's outermost element. EC2 writes a small part of XML: elements, text and the five entities.
 * That part is read here by searching from tag to tag, an order of magnitude faster than the SDK's walk over characters
 * when it has just been loaded. Null for anything else, broken documents included: the SDK's parser is to judge those.
 */
export function readPlainXml(xml: string): XmlElements | null {
  if (xml.includes('\r')) return null;
  const outermost: XmlElements = {};
  const open: [name: string, content: XmlElements][] = [['', outermost]];
  const met = new Map<string, Tag>();
  let at = xml.startsWith('<?') ? xml.indexOf('<', 2) : 0;
  while (at >= 0) {
    const end = xml.indexOf('>', at) + 1;
    const written = xml.slice(at, end);
    const tag = met.get(written) ?? tagIn(written);
    const [parent, content] = open[open.length - 1] ?? [];
    if (content === undefined || tag === null) return null;
    met.set(written, tag);
    const { closes, name, attributes, isEmpty } = tag;
    const next = xml.indexOf('<', end);
    const text = xml.slice(end, next < 0 ? xml.length : next);
    if (closes !== '') {
      if (name !== parent || attributes !== '' || isEmpty !== '') return null;
      open.pop();
    } else if (attributes !== '' && open.length > 1) {
      return null;
    } else if (isEmpty !== '') {
      add(content, name, '');
    } else if (xml.startsWith(`</${name}>`, next)) {
      add(content, name, textOf(text));
      at = xml.indexOf('<', next + name.length + 3);
      if (xml.slice(next + name.length + 3, at < 0 ? xml.length : at).trim() !== '') return null;
      continue;
    } else {
      const inner: XmlElements = {};
      add(content, name, inner);
      open.push([name, inner]);
    }
    // Between elements stand line breaks at most.
    if (text.trim() !== '') return null;
    at = next;
  }
  const [only, ...more] = Object.values(outermost);
  return open.length > 1 || typeof only !== 'object' || Array.isArray(only) || more.length > 0 ? null : only;
}

/** A few hundred different tags make a document of megabytes, so each is taken apart once. */
interface Tag {
  readonly closes: string;
  readonly name: string;
  readonly attributes: string;
  readonly isEmpty: string;
}

function tagIn(written: string): Tag | null {
  const [, closes = '', name = '', attributes = '', isEmpty = ''] = TAG.exec(written) ?? [];
  return name === '' || name === '__proto__' ? null : { closes, name, attributes, isEmpty };
}

function add(content: XmlElements, name: string, value: string | XmlElements): void {
  const known = Object.hasOwn(content, name) ? content[name] : undefined;
  if (known === undefined) content[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else content[name] = [known, value];
}

/** Blank lines are the writer's layout, other blanks are text. */
function textOf(raw: string): string {
  if (raw.includes('\n') && raw.trim() === '') return '';
  if (!raw.includes('&')) return raw;
  return raw.replace(ENTITY, (_, hex?: string, decimal?: string, name = '') => {
    if (hex === undefined && decimal === undefined) return NAMED[name] ?? '';
    return String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
