/** A function of the script, with those that it calls. */
interface ShellFunction {
  readonly calls: readonly FunctionName[];
  readonly text: string;
}

const FUNCTION_NAMES = [
  'say',
  'fail',
  'ec2',
  'json_list',
  'wait_for_endpoints',
  'wait_for_routes',
  'ensure_group',
  'read_rules',
  'ensure_rule',
  'admit',
  'remove_rule',
  'ensure_endpoint',
  'complete_endpoint',
  'ensure_vpc_attribute',
  'delete_endpoints',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/**
 * The functions that a script may call. POSIX sh has no local variables, and no `pipefail`: nothing is piped, and no
 * call stands in a condition, where its failure would end nothing. What AWS lists is filtered by VPC and picked by the
 * query, since a list may lag behind, and an id that is not listed yet would be an error. Each call of the AWS CLI takes
 * as long as all the rest, so there are few.
 */
const FUNCTIONS: { readonly [Name in FunctionName]: ShellFunction } = {
  say: { calls: [], text: `say() { printf '%s\\n' "$*"; }` },
  fail: {
    calls: [],
    text: `fail() {
  printf '%s\\n' "$*" >&2
  exit 1
}`,
  },
  ec2: { calls: [], text: `ec2() { aws --region "$region" ec2 "$@"; }` },
  json_list: {
    calls: [],
    text: `# json_list IDS: a list as the AWS CLI takes it in one word
json_list() {
  list=''
  for item in $1; do list="$list\${list:+,}\\"$item\\""; done
  printf '[%s]' "$list"
}`,
  },
  wait_for_endpoints: {
    calls: ['ec2', 'fail', 'say'],
    text: `# wait_for_endpoints IDS: until they are available, with names to resolve and an interface in each of their subnets
wait_for_endpoints() {
  waited=0
  while :; do
    states=$(ec2 describe-vpc-endpoints --filters "Name=vpc-id,Values=$vpc_id" --output text --query \\
      "VpcEndpoints[].join('=', [VpcEndpointId, State, to_string(VpcEndpointType=='Gateway' || (DnsEntries[0] && NetworkInterfaceIds && length(NetworkInterfaceIds) >= length(SubnetIds)))])")
    pending=''
    for wanted in $1; do
      state='not listed'
      for seen in $states; do
        case $seen in "$wanted="*) state=\${seen#*=} ;; esac
      done
      case $state in
        available=true) ;;
        failed=* | rejected=* | expired=* | deleting=* | deleted=*) fail "$wanted is \${state%=*}" ;;
        *) pending="$pending $wanted" ;;
      esac
    done
    [ -n "$pending" ] || break
    [ "$waited" -lt "$timeout" ] || fail "Not available after $timeout seconds:$pending; run this again to continue"
    [ "$waited" -gt 0 ] || say "Waiting for$pending"
    sleep 5
    waited=$((waited + 5))
  done
  say "Available: $1"
}`,
  },
  wait_for_routes: {
    calls: ['ec2', 'fail'],
    text: `# wait_for_routes ENDPOINT TABLES: until each table has an active route to the gateway endpoint
wait_for_routes() {
  waited=0
  while :; do
    routed=$(ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc_id" --output text --query \\
      "RouteTables[?Routes[?GatewayId=='$1' && State!='blackhole']].RouteTableId")
    pending=''
    for wanted in $2; do
      has=no
      for seen in $routed; do [ "$seen" != "$wanted" ] || has=yes; done
      [ "$has" = yes ] || pending="$pending $wanted"
    done
    [ -n "$pending" ] || break
    [ "$waited" -lt "$timeout" ] || fail "Without a route to $1 after $timeout seconds:$pending; run this again to continue"
    sleep 5
    waited=$((waited + 5))
  done
}`,
  },
  ensure_group: {
    calls: ['ec2', 'read_rules', 'say'],
    text: `# ensure_group GROUP-NAME TAG-NAME DESCRIPTION TAGS: finds the group by its tag, or creates it; sets group_id
ensure_group() {
  filters=$(printf '[{"Name":"vpc-id","Values":["%s"]},{"Name":"group-name","Values":["%s"]},{"Name":"tag:Name","Values":[%s]}]' "$vpc_id" "$1" "$2")
  group_id=$(ec2 describe-security-groups --filters "$filters" --query 'SecurityGroups[].GroupId' --output text)
  if [ -n "$group_id" ]; then
    say "Found security group $1: $group_id"
    read_rules "$group_id"
  else
    group_id=$(ec2 create-security-group --vpc-id "$vpc_id" --group-name "$1" --description "$3" --tag-specifications "$4" --query GroupId --output text)
    changed=yes
    rules=''
    say "Created security group $1: $group_id"
    ec2 wait security-group-exists --group-ids "$group_id"
  fi
}`,
  },
  read_rules: {
    calls: ['ec2'],
    text: `# read_rules GROUP: sets rules, each as PROTOCOL=FROM=TO=SOURCE
read_rules() {
  rules=$(ec2 describe-security-group-rules --filters "Name=group-id,Values=$1" --output text --query \\
    "SecurityGroupRules[?!IsEgress].join('=', [IpProtocol, to_string(FromPort), to_string(ToPort), CidrIpv4 || CidrIpv6 || PrefixListId || ReferencedGroupInfo.GroupId])")
}`,
  },
  ensure_rule: {
    calls: ['say'],
    text: `# ensure_rule RULE PERMISSION: notes a rule that the group lacks, for admit
ensure_rule() {
  for seen in $rules; do [ "$seen" != "$1" ] || return 0; done
  missing="$missing\${missing:+,}$2"
  say "Admitting $1"
}`,
  },
  admit: {
    calls: ['ec2'],
    text: `# admit GROUP: adds the rules that were noted
admit() {
  [ -n "$missing" ] || return 0
  ec2 authorize-security-group-ingress --group-id "$1" --ip-permissions "[$missing]" >/dev/null
  changed=yes
  missing=''
}`,
  },
  remove_rule: {
    calls: ['ec2', 'say'],
    text: `# remove_rule GROUP RULE PERMISSION: takes one rule away, if the group has it
remove_rule() {
  for seen in $rules; do
    [ "$seen" = "$2" ] || continue
    ec2 revoke-security-group-ingress --group-id "$1" --ip-permissions "[$3]" >/dev/null
    changed=yes
    say "No longer admitted: $2"
  done
}`,
  },
  ensure_endpoint: {
    calls: ['ec2', 'fail', 'say'],
    text: `# ensure_endpoint SERVICE TAG-NAME TAGS ARGUMENTS...: finds the endpoint by its tag, or creates it; sets endpoint_id
ensure_endpoint() {
  service=$1
  tags=$3
  filters=$(printf '[{"Name":"vpc-id","Values":["%s"]},{"Name":"service-name","Values":["%s"]},{"Name":"tag:Name","Values":[%s]}]' "$vpc_id" "$1" "$2")
  shift 3
  endpoint_id=$(ec2 describe-vpc-endpoints --filters "$filters" --output text --query \\
    "VpcEndpoints[?!contains(['deleting', 'deleted'], State)].VpcEndpointId")
  case $endpoint_id in
    '')
      endpoint_id=$(ec2 create-vpc-endpoint --vpc-id "$vpc_id" --service-name "$service" --tag-specifications "$tags" "$@" --query VpcEndpoint.VpcEndpointId --output text)
      changed=yes
      created="$created $endpoint_id"
      say "Created endpoint $service: $endpoint_id"
      ;;
    *[!a-z0-9-]*) fail "Several endpoints for $service have that name: $endpoint_id" ;;
    *) say "Found endpoint $service: $endpoint_id" ;;
  esac
}`,
  },
  complete_endpoint: {
    calls: ['ec2', 'json_list', 'say', 'wait_for_endpoints'],
    text: `# complete_endpoint ID OPTION IDS...: adds what an endpoint lacks that stood already
complete_endpoint() {
  case " $created " in *" $1 "*) return 0 ;; esac
  endpoint=$1
  shift
  have=$(ec2 describe-vpc-endpoints --filters "Name=vpc-id,Values=$vpc_id" --output text --query \\
    "VpcEndpoints[?VpcEndpointId=='$endpoint'] | [0].[SubnetIds, RouteTableIds, Groups[].GroupId, to_string(PrivateDnsEnabled)] | []")
  while [ $# -gt 0 ]; do
    lacks=''
    for item in $2; do
      has=no
      for seen in $have; do [ "$seen" != "$item" ] || has=yes; done
      [ "$has" = yes ] || lacks="$lacks $item"
    done
    if [ -n "$lacks" ]; then
      case $1 in
        --private-dns-enabled) ec2 modify-vpc-endpoint --vpc-endpoint-id "$endpoint" "$1" >/dev/null ;;
        *) ec2 modify-vpc-endpoint --vpc-endpoint-id "$endpoint" "$1" "$(json_list "$lacks")" >/dev/null ;;
      esac
      changed=yes
      say "Changed $endpoint: $1$lacks"
      wait_for_endpoints "$endpoint"
    fi
    shift 2
  done
}`,
  },
  ensure_vpc_attribute: {
    calls: ['ec2', 'say'],
    text: `# ensure_vpc_attribute ATTRIBUTE FIELD OPTION: switches one on
ensure_vpc_attribute() {
  enabled=$(ec2 describe-vpc-attribute --vpc-id "$vpc_id" --attribute "$1" --query "$2.Value" --output text)
  [ "$enabled" != True ] || return 0
  ec2 modify-vpc-attribute --vpc-id "$vpc_id" "$3"
  changed=yes
  say "On in $vpc_id: $1"
}`,
  },
  delete_endpoints: {
    calls: ['ec2', 'fail', 'say'],
    text: `# delete_endpoints IDS: deletes those that are still there, and waits until they are gone
delete_endpoints() {
  for wanted in $1; do
    waited=0
    while :; do
      state=$(ec2 describe-vpc-endpoints --filters "Name=vpc-id,Values=$vpc_id" --output text --query \\
        "VpcEndpoints[?VpcEndpointId=='$wanted'].State")
      case $state in
        '' | deleted) break ;;
        deleting) ;;
        *)
          refused=$(ec2 delete-vpc-endpoints --vpc-endpoint-ids "$wanted" --query 'Unsuccessful[].Error.Message' --output text)
          [ -z "$refused" ] || fail "$wanted cannot be deleted: $refused"
          changed=yes
          say "Deleting $wanted, which failed"
          ;;
      esac
      [ "$waited" -lt "$timeout" ] || fail "$wanted is still there after $timeout seconds; run this again to continue"
      sleep 5
      waited=$((waited + 5))
    done
  done
}`,
  },
};

/** The functions that these call, and these themselves, each once and before it is called. */
export function functionTexts(called: readonly FunctionName[]): string[] {
  const needed = new Set(called);
  for (const name of needed) for (const other of FUNCTIONS[name].calls) needed.add(other);
  return FUNCTION_NAMES.filter((name) => needed.has(name)).map((name) => FUNCTIONS[name].text);
}
