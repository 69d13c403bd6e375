import { aws } from '../../remedy/command.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { SOURCES } from './sources.ts';

/** PP6: endpoint policies. Their symptom is 403, not a timeout. */
export const POLICIES = {
  'endpoint-policy-denies': {
    code: 'PP601',
    title: 'The endpoint’s policy denies the pull',
    subject: 'vpc-endpoint',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the service that the endpoint is for',
    message: 'The policy of {endpoint} does not allow {action} on {resource}: {statement}.',
    why: 'What an endpoint’s policy does not allow is answered with 403. Layers are fetched by a principal of AWS, so conditions on one’s own account or organisation shut them out.',
    remedy:
      'Have the policy’s owner add a statement: Allow, Principal "*", Action {action}, Resource {resource}. See it with',
    command: aws('ec2 describe-vpc-endpoints', {
      'vpc-endpoint-ids': '{endpoint}',
      query: 'VpcEndpoints[].PolicyDocument',
      output: 'text',
    }),
    fixedBy: null,
    sources: [SOURCES.ecr],
  },
  'endpoint-policy-undecided': {
    code: 'PP602',
    title: 'The endpoint’s policy cannot be decided from here',
    subject: 'vpc-endpoint',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'the service that the endpoint is for',
    message: 'Whether the policy of {endpoint} allows {action} on {resource} depends on {statement}.',
    why: 'Which role pulls, which repository, and what a condition finds at that moment EC2 does not show.',
    remedy: 'See whether the execution role and the repository meet that statement:',
    command: aws('ec2 describe-vpc-endpoints', {
      'vpc-endpoint-ids': '{endpoint}',
      query: 'VpcEndpoints[].PolicyDocument',
      output: 'text',
    }),
    fixedBy: null,
    sources: [SOURCES.ecr],
  },
  'endpoint-policy-unreadable': {
    code: 'PP603',
    title: 'The endpoint’s policy cannot be read',
    subject: 'vpc-endpoint',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'the service that the endpoint is for',
    message: 'The policy of {endpoint} is {defect}.',
    why: 'Only a well-formed policy of at most 20,480 characters can be judged.',
    remedy: 'Look at it, and let its owner set it right:',
    command: aws('ec2 describe-vpc-endpoints', {
      'vpc-endpoint-ids': '{endpoint}',
      query: 'VpcEndpoints[].PolicyDocument',
      output: 'text',
    }),
    fixedBy: null,
    sources: [SOURCES.linkQuotas],
  },
} as const satisfies Record<string, CatalogueEntry>;
