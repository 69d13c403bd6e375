import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as ec2 from '@aws-sdk/client-ec2';
import { accountOf, type Item, type Recording } from './recording.ts';

/** A request as it was sent: the operation and its parameters. */
export type SentForm = Readonly<Record<string, string>>;

export interface RecordingServer {
  readonly url: string;
  readonly forms: readonly SentForm[];
  close(): Promise<void>;
}

/** Serves a recorded network on loopback as EC2 and STS do. It cannot be changed: whatever is no read is refused. */
export async function serveRecording(recorded: Recording): Promise<RecordingServer> {
  const forms: SentForm[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    forms.push(form);
    const { status, xml } = answer(recorded, form);
    response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8' });
    response.end(xml);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forms,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(recorded: Recording, form: SentForm): { status: number; xml: string } {
  const { Action = '' } = form;
  const account = accountOf(recorded);
  if (Action === 'GetCallerIdentity') {
    const identity = `<Account>${account}</Account><Arn>arn:aws:iam::${account}:user/recorded</Arn>`;
    return said(Action, `<GetCallerIdentityResult>${identity}</GetCallerIdentityResult>`);
  }
  if (Action === 'DescribeVpcAttribute') {
    const { Attribute, VpcId } = form;
    return said(Action, `<vpcId>${VpcId}</vpcId><${Attribute}><value>true</value></${Attribute}>`);
  }
  const output = outputOf(Action);
  if (!Action.startsWith('Describe') || output === undefined) return refused(Action);
  // DescribeVpcEndpointServices has its details last, every other call its only list first.
  const lists = output.members.filter(({ name }) => name !== 'NextToken' && name !== 'ServiceNames');
  const [list] = lists;
  if (list === undefined) return refused(Action);
  const items = (recorded[list.name] ?? []).filter((item) => fits(item, form));
  return said(Action, xmlOf(list.schema, items, list.element));
}

function said(action: string, content: string) {
  return { status: 200, xml: `<${action}Response>${content}</${action}Response>` };
}

function refused(action: string) {
  const error = `<Error><Code>UnauthorizedOperation</Code><Message>${action} is not recorded</Message></Error>`;
  return { status: 403, xml: `<Response><Errors>${error}</Errors><RequestID>recorded</RequestID></Response>` };
}

/** Whether an item passes every filter and list of ids of a request. */
function fits(item: Item, form: SentForm): boolean {
  const filters = Object.entries(form).filter(([key]) => /^Filter\.\d+\.Name$/.test(key));
  return filters.every(([key, name]) => {
    const wanted = Object.entries(form).filter(([other]) => other.startsWith(key.replace('Name', 'Value.')));
    const member = name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    return wanted.some(([, value]) => value === String(item[member]));
  });
}

/** The SDK's numbers for schemas. */
const [LIST, STRUCTURE] = [1, 3];

type Raw = readonly unknown[];

interface Member {
  readonly name: string;
  readonly element: string;
  readonly schema: unknown;
}

function outputOf(action: string): { members: readonly Member[] } | undefined {
  const operation = (ec2 as unknown as Record<string, Raw | undefined>)[`${action}$`];
  return operation === undefined ? undefined : { members: membersOf(resolved(operation[5])) };
}

/** A schema as an array of numbers and names; what refers to another is looked up. */
function resolved(schema: unknown): Raw {
  const found: unknown = typeof schema === 'function' ? schema() : schema;
  return Array.isArray(found) ? found : [found];
}

function membersOf(structure: Raw): Member[] {
  const [names, types] = [structure[4], structure[5]] as [string[], unknown[]];
  return names.map((name, i) => {
    const type = types[i];
    const isTraited = Array.isArray(type) && type.length === 2;
    const traits = isTraited ? (type[1] as { xmlName?: string } | 0) : 0;
    const element = (traits === 0 ? undefined : traits.xmlName) ?? name;
    return { name, element, schema: isTraited ? type[0] : type };
  });
}

/** A value as EC2 writes it; members that the SDK does not know are left out. */
function xmlOf(schema: unknown, value: unknown, element: string): string {
  if (value === undefined || value === null) return '';
  const raw = resolved(schema);
  if (Array.isArray(value)) {
    const of = raw[0] === LIST ? raw[4] : 0;
    const type = Array.isArray(of) && of.length === 2 ? of[0] : of;
    return `<${element}>${value.map((each) => xmlOf(type, each, 'item')).join('')}</${element}>`;
  }
  if (typeof value !== 'object') return `<${element}>${escaped(String(value))}</${element}>`;
  const members = raw[0] === STRUCTURE ? membersOf(raw) : [];
  const content = members.map((member) => xmlOf(member.schema, (value as Item)[member.name], member.element));
  return `<${element}>${content.join('')}</${element}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
