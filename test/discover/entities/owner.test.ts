import { describe, expect, it } from 'vitest';
import { ownerOf, ownershipOf } from '../../../src/discover/entities/owner.ts';

describe('who manages something, by its tags', () => {
  it.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ Name: 'terraform-endpoints' }, null],
    [{ 'aws:cloudformation:stack-name': 'network-prod', Name: 'x' }, 'CloudFormation stack network-prod'],
    [{ 'aws:cloudformation:stack-name': 'StackSet-AWSControlTowerBP-VPC-1' }, 'Control Tower'],
    [{ 'aws:cloudformation:stack-name': 'StackSet-network' }, 'CloudFormation StackSet StackSet-network'],
    [{ 'aws:cloudformation:stack-name': 'AWSAccelerator-NetworkVpcStack-1' }, 'Landing Zone Accelerator'],
    [{ Accelerator: 'AWSAccelerator' }, 'Landing Zone Accelerator'],
    [{ 'Accel-P': 'ASEA' }, 'Landing Zone Accelerator'],
    [{ Name: 'aws-controltower-VPC' }, 'Control Tower'],
    [{ 'alpha.eksctl.io/cluster-name': 'apps', 'aws:cloudformation:stack-name': 'eksctl-apps' }, 'eksctl cluster apps'],
    [{ 'copilot-application': 'shop', 'aws:cloudformation:stack-name': 'shop-prod' }, 'Copilot application shop'],
    [{ 'kubernetes.io/cluster/apps': 'owned' }, 'Kubernetes cluster apps'],
    [{ 'kubernetes.io/cluster/apps': 'shared' }, null],
    [{ GuardDutyManaged: 'true' }, 'GuardDuty'],
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

describe('who manages something, by other signs', () => {
  it.each<[Parameters<typeof ownershipOf>[0], string | undefined, 'likely' | 'possible' | undefined]>([
    [{ tags: { ManagedBy: 'Terraform' }, requesterManaged: true }, 'an AWS service', 'likely'],
    [{ tags: {}, name: 'FMManagedSecurityGroup5f-sg-1-vpc-1' }, 'Firewall Manager', 'likely'],
    [{ tags: {}, name: 'GuardDutyManagedSecurityGroup-vpc-1' }, 'GuardDuty', 'likely'],
    [{ tags: {}, description: 'Managed by Terraform' }, 'Terraform', 'possible'],
    [{ tags: {}, description: 'Managed by Pulumi' }, 'Pulumi', 'possible'],
    [{ tags: { 'aws:cloudformation:stack-name': 'network' } }, 'CloudFormation stack network', 'possible'],
    [{ tags: {}, name: 'endpoints', description: 'endpoints' }, undefined, undefined],
  ])('%j', (thing, name, undoes) => {
    expect([ownershipOf(thing)?.name, ownershipOf(thing)?.undoes]).toEqual([name, undoes]);
  });
});
