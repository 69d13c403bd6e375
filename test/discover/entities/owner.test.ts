import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../../src/discover/entities/owner.ts';

describe('who manages something, by its tags', () => {
  it.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ Name: 'terraform-endpoints' }, null],
    [{ 'aws:cloudformation:stack-name': 'network-prod', Name: 'x' }, 'CloudFormation stack network-prod'],
    [{ 'aws:cloudformation:stack-name': 'StackSet-AWSControlTowerBP-VPC-1' }, 'Control Tower'],
    [{ ManagedBy: 'Terraform' }, 'Terraform'],
    [{ 'managed-by': 'terraform/network' }, 'Terraform'],
    [{ terraform: 'true' }, 'Terraform'],
    [{ managed_by: 'true' }, null],
    [{ 'managed-by': 'platform team' }, null],
    [{ IaC: 'opentofu' }, 'OpenTofu'],
    [{ 'pulumi:project': 'network' }, 'Pulumi'],
    [{ 'pullpath:managed-by': 'pullpath' }, null],
  ])('%j', (tags, owner) => {
    expect(ownerOf(tags)).toBe(owner);
  });
});
