import type { IngressProfile } from '../../../plan/choices.ts';
import type { Back, Prompter } from '../prompter.ts';

/**
 * What the endpoints' security group lets in from each target subnet. Only TCP 443 is ever used
 * [aws-facts: endpoint-ingress].
 */
export function askIngress(prompter: Prompter, preset: IngressProfile | undefined): Promise<IngressProfile | Back> {
  return prompter.one<IngressProfile>({
    message: 'What may the target subnets send to the endpoints?',
    choices: [
      {
        value: 'guide',
        cells: ['guide', 'TCP 80, TCP 443, UDP 53'],
        about: 'The rules of the guide that pullpath implements. TCP 80 and UDP 53 are superfluous, and do no harm.',
      },
      { value: 'https', cells: ['https', 'TCP 443'], about: 'All that AWS requires.' },
    ],
    preset: preset ?? 'guide',
  });
}
