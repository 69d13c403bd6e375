import { SECTIONS } from './sections.ts';
import { isList, type Shape } from './shape.ts';

/** What the script is to collect. */
export interface CollectChoices {
  /** Left out: what the AWS CLI is configured for. */
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly cluster?: string | undefined;
  readonly service?: string | undefined;
  readonly allServices: boolean;
}

/** Calls whose answer is one file. The prefix lists' entries and the VPCs' attributes are asked for one by one. */
const CALLS: readonly (readonly [command: string, scope: 'vpc' | 'region'])[] = [
  ['describe-availability-zones', 'region'],
  ['describe-vpcs', 'vpc'],
  ['describe-subnets', 'vpc'],
  ['describe-route-tables', 'vpc'],
  ['describe-nat-gateways', 'vpc'],
  ['describe-network-acls', 'vpc'],
  ['describe-security-groups', 'vpc'],
  ['describe-network-interfaces', 'vpc'],
  ['describe-vpc-endpoints', 'region'],
  ['describe-vpc-endpoint-services', 'region'],
  ['describe-dhcp-options', 'region'],
  ['describe-prefix-lists', 'region'],
];

/**
 * A POSIX shell script that has the AWS CLI write what `--from DIR` reads. Environment variables of containers are left
 * out by `--query` before anything is written.
 */
export function collectScript(choices: CollectChoices): string {
  const { region, profile, vpcId, cluster, service, allServices } = choices;
  const global = [
    ...(region === undefined ? [] : ['--region', quoted(region)]),
    ...(profile === undefined ? [] : ['--profile', quoted(profile)]),
  ];
  const filterOf = (command: string) =>
    vpcId === undefined
      ? ''
      : ` ${command === 'describe-nat-gateways' ? '--filter' : '--filters'} Name=vpc-id,Values=${quoted(vpcId)}`;
  return `#!/bin/sh
# Collects what pullpath reads of one region with the AWS CLI, for pullpath audit --from DIRECTORY.
# It only reads. A call that is refused leaves a file NAME.err, and what it would have told is unknown.
# Usage: sh collect.sh [DIRECTORY]
set -u

dir=\${1:-pullpath-snapshot}
umask 077
export AWS_PAGER=''
mkdir -p "$dir" || exit 1

# Each word of the way into the account, for every call.
call() {
  command aws "$@"${global.length === 0 ? '' : ` ${global.join(' ')}`}
}

# collect NAME COMMAND...: the answer as NAME.json, or the reason why there is none as NAME.err
collect() {
  answer=$1
  shift
  if call "$@" --output json >"$dir/$answer.json.part" 2>"$dir/$answer.err"; then
    mv "$dir/$answer.json.part" "$dir/$answer.json"
    rm -f "$dir/$answer.err"
  else
    rm -f "$dir/$answer.json.part"
    echo "not read: $answer: $(tail -n 1 "$dir/$answer.err")" >&2
  fi
}

# words COMMAND...: the words of an answer, one a line
words() {
  call "$@" --output text 2>/dev/null | tr '\\t' '\\n' | sed '/^None$/d; /^$/d'
}

echo "Collecting into $dir" >&2
collect get-caller-identity sts get-caller-identity
${CALLS.map(([command, scope]) => `collect ${command} ec2 ${command}${scope === 'vpc' ? filterOf(command) : ''}`).join('\n')}

for vpc in $(words ec2 describe-vpcs --query 'Vpcs[].VpcId'${filterOf('describe-vpcs')}); do
  for attribute in enableDnsSupport enableDnsHostnames; do
    collect "describe-vpc-attribute-$vpc-$attribute" ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute "$attribute"
  done
done

for list in $(words ec2 describe-managed-prefix-lists --query 'PrefixLists[].PrefixListId'); do
  collect "get-managed-prefix-list-entries-$list" ec2 get-managed-prefix-list-entries --prefix-list-id "$list"
done
${ecsPart(cluster, service, allServices)}
echo "Done. Read it with: pullpath audit --from $dir" >&2
`;
}

function ecsPart(cluster: string | undefined, service: string | undefined, allServices: boolean): string {
  if (service === undefined && !allServices) return '';
  const name = cluster ?? 'default';
  const [clusters, services] =
    allServices && service === undefined
      ? [
          cluster === undefined ? '$(words ecs list-clusters --query clusterArns)' : quoted(cluster),
          '$(words ecs list-services --cluster "$cluster" --query serviceArns)',
        ]
      : [quoted(name), quoted(service ?? '')];
  const isWhole = allServices && cluster === undefined;
  return `
n=0
${isWhole ? 'collect list-clusters ecs list-clusters\n' : ''}clusters=${clusters}
for cluster in $clusters; do
  n=$((n + 1))
  collect "describe-clusters-$n" ecs describe-clusters --clusters "$cluster" --include CONFIGURATIONS
${isWhole ? '  collect "list-services-$n" ecs list-services --cluster "$cluster"\n' : ''}  services=${services}
  for service in $services; do
    n=$((n + 1))
    collect "describe-services-$n" ecs describe-services --cluster "$cluster" --services "$service"
    name=\${service##*/}
    for status in RUNNING STOPPED; do
      # Task by task, so that no list is too long for the call.
      for task in $(words ecs list-tasks --cluster "$cluster" --service-name "$name" --desired-status "$status" --query taskArns); do
        n=$((n + 1))
        collect "describe-tasks-$n" ecs describe-tasks --cluster "$cluster" --tasks "$task" \\
          --query '${queryOf({ tasks: [SECTIONS.tasks.shape] })}'
      done
    done
    for definition in $(words ecs describe-services --cluster "$cluster" --services "$service" --query 'services[].[taskDefinition, deployments[].taskDefinition, taskSets[].taskDefinition][]' | sort -u); do
      n=$((n + 1))
      collect "describe-task-definition-$n" ecs describe-task-definition --task-definition "$definition" \\
        --query '${queryOf({ taskDefinition: SECTIONS.taskDefinitions.shape })}'
    done
    for revision in $(words ecs describe-services --cluster "$cluster" --services "$service" --query 'services[].currentServiceRevisions[].arn'); do
      n=$((n + 1))
      collect "describe-service-revisions-$n" ecs describe-service-revisions --service-revision-arns "$revision"
    done
    for provider in $(words ecs describe-clusters --clusters "$cluster" --query 'clusters[].capacityProviders[]'); do
      n=$((n + 1))
      collect "describe-capacity-providers-$n" ecs describe-capacity-providers --capacity-providers "$provider"
    done
  done
  for instance in $(words ecs list-container-instances --cluster "$cluster" --query containerInstanceArns); do
    n=$((n + 1))
    collect "describe-container-instances-$n" ecs describe-container-instances --cluster "$cluster" --container-instances "$instance"
  done
done
`;
}

/** A JMESPath expression that picks the fields of a shape, and no others. */
function queryOf(shape: Shape): string {
  if (typeof shape === 'string' || isList(shape)) return '@';
  const fields = Object.entries(shape).flatMap(([name, inner]) => {
    if (inner === undefined) return [];
    const word = /^\w+$/.test(name) ? name : `"${name}"`;
    if (inner === 'tags' || typeof inner === 'string') return [`${word}:${word}`];
    if (isList(inner)) return [`${word}:${word}[]${typeof inner[0] === 'string' ? '' : `.${queryOf(inner[0])}`}`];
    // Of a volume it counts that there is such a part, not what is in it.
    const picked = Object.keys(inner).length === 0 ? '' : `.${queryOf(inner)}`;
    return [`${word}:${word}${picked}`];
  });
  return `{${fields.join(',')}}`;
}

/** A word for a POSIX shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
