import type { EC2Client } from './sdk.ts';
import { AWS_SERVICES, type AwsClient, type AwsServiceName } from './services.ts';

/** More bytes than a declaration and one name take. */
const HEAD = 512;

type Metadata = { readonly httpStatusCode?: number | undefined; readonly requestId?: string | undefined };

/**
 * Lets a client take for answers only what is one, as the table of services tells it. The SDK does not look, so that to
 * it a captive portal's page, or no text at all, is an account with nothing in it.
 */
export function assertAwsResponse(client: AwsClient, service: AwsServiceName): void {
  // The clients' stacks differ only by the types of their operations, which are not looked at here.
  const stack = client.middlewareStack as EC2Client['middlewareStack'];
  stack.add(
    (next, context) => async (call) => {
      const result = await next(call);
      const response = result.response as { statusCode: number; body: unknown };
      // A refusal is told by its code.
      if (response.statusCode >= 300) return result;
      const body = await client.config.streamCollector(response.body);
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      if (!AWS_SERVICES[service].isResponse(operation, new TextDecoder().decode(body.subarray(0, HEAD))))
        throw unexpectedResponse({ httpStatusCode: response.statusCode });
      response.body = body;
      return result;
    },
    // Low priority puts it next to the wire, before the SDK reads the text.
    { step: 'deserialize', name: 'pullpathOwnAnswer', priority: 'low' },
  );
}

/** An answer that came with success and is none, in the shape that the SDK gives to a text that it cannot parse. */
export function unexpectedResponse({ httpStatusCode, requestId }: Metadata): Error {
  const metadata = { $metadata: { httpStatusCode, requestId } };
  return Object.assign(new Error('the answer is not one to this call'), metadata);
}
