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
    list: { value: 'action', conjunction: 'or' },
    why: 'Requests that an endpoint policy doesn’t allow get a 403. Layers are fetched by an AWS principal, so conditions on your own account or organization block them.',
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
    title: 'Whether the endpoint’s policy allows the pull is unknown',
    subject: 'vpc-endpoint',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'the service that the endpoint is for',
    message: 'Whether the policy of {endpoint} allows {action} on {resource} depends on {statement}.',
    why: 'EC2 doesn’t show which role pulls, which repository, or what a condition will match.',
    remedy: 'Check whether the execution role and the repository match that statement:',
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
    why: 'Only a well-formed policy of at most 20,480 characters can be evaluated.',
    remedy: 'Review it, and have its owner fix it:',
    command: aws('ec2 describe-vpc-endpoints', {
      'vpc-endpoint-ids': '{endpoint}',
      query: 'VpcEndpoints[].PolicyDocument',
      output: 'text',
    }),
    fixedBy: null,
    sources: [SOURCES.linkQuotas],
  },
} as const satisfies Record<string, CatalogueEntry>;
