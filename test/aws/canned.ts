import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a canned endpoint answers: a status and a body, or nothing in one of two ways. */
export type Answer = { status: number; body: string } | 'reset' | 'silence';

export interface Canned {
  readonly url: string;
  /** The actions that were asked for, in order. */
  readonly actions: string[];
  /** The decoded forms behind them. */
  readonly forms: URLSearchParams[];
}

/** An HTTP endpoint that answers every request as told, for as long as the test lasts. @param headers of every answer */
export async function canned(
  answer: (form: URLSearchParams, nth: number) => Answer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Canned> {
  const actions: string[] = [];
  const forms: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    forms.push(form);
    actions.push(form.get('Action') ?? '');
    const said = answer(form, forms.length);
    if (said === 'silence') return;
    if (said === 'reset') {
      request.socket.destroy();
      return;
    }
    response.writeHead(said.status, {
      'content-type': 'text/xml',
      'x-amzn-requestid': `request-${forms.length}`,
      ...headers,
    });
    response.end(said.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, actions, forms };
}

/** EC2's way of saying no. */
export function refusal(status: number, code: string, message: string): Answer {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, body: `<Response><Errors>${error}</Errors><RequestID>in-the-body</RequestID></Response>` };
}

/** An answer with nothing in it but what every answer has to have. */
export function empty(form: URLSearchParams): Answer {
  const action = form.get('Action');
  const content =
    action === 'GetCallerIdentity'
      ? '<GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/me</Arn></GetCallerIdentityResult>'
      : '<requestId>x</requestId>';
  return { status: 200, body: `<${action}Response>${content}</${action}Response>` };
}

export const KEYS = { accessKeyId: 'AKIATESTING', secretAccessKey: 'very-secret-key' };
