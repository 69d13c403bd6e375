#!/usr/bin/env bash
# The guide's steps as a competent person would script them, for `npm run bench` to measure pullpath beside.
# It is given the answer: which subnets and route tables, and that nothing is in the way. It discovers nothing, proves
# nothing, and what fails half-way it leaves as it is.
#
#   VPC_ID=… SUBNET_IDS='… …' ROUTE_TABLE_IDS='… …' AWS_REGION=… aws-cli.sh open
#   VPC_ID=… AWS_REGION=… aws-cli.sh close
set -euo pipefail

STACK='ecr-private-pull'
POLLS=120
PAUSE=5
# A deleted endpoint can be listed for a while.
NOT_DELETED="State!='deleted' && State!='Deleted'"

: "${VPC_ID:?}" "${AWS_REGION:?}"
export AWS_REGION AWS_DEFAULT_REGION="$AWS_REGION" AWS_PAGER=''
ours=("Name=vpc-id,Values=$VPC_ID" "Name=tag:stack,Values=$STACK")

tags() { # RESOURCE-TYPE NAME
  echo "ResourceType=$1,Tags=[{Key=stack,Value=$STACK},{Key=Name,Value=$2}]"
}

open() {
  local -a subnets tables
  local ranges group service
  IFS=', ' read -ra subnets <<<"${SUBNET_IDS:?}"
  IFS=', ' read -ra tables <<<"${ROUTE_TABLE_IDS:?}"

  ranges=$(aws ec2 describe-subnets --subnet-ids "${subnets[@]}" --query 'Subnets[].{CidrIp:CidrBlock}' --output json)
  group=$(
    aws ec2 create-security-group --vpc-id "$VPC_ID" --group-name "$STACK" --description 'ECR endpoints' \
      --tag-specifications "$(tags security-group "$STACK")" --query GroupId --output text
  )
  aws ec2 authorize-security-group-ingress --group-id "$group" --ip-permissions "[
    {\"IpProtocol\": \"tcp\", \"FromPort\": 80, \"ToPort\": 80, \"IpRanges\": $ranges},
    {\"IpProtocol\": \"tcp\", \"FromPort\": 443, \"ToPort\": 443, \"IpRanges\": $ranges},
    {\"IpProtocol\": \"udp\", \"FromPort\": 53, \"ToPort\": 53, \"IpRanges\": $ranges}
  ]" >/dev/null

  for service in ecr.dkr ecr.api; do
    endpoint "$service" --vpc-endpoint-type Interface --private-dns-enabled \
      --subnet-ids "${subnets[@]}" --security-group-ids "$group"
  done
  endpoint s3 --vpc-endpoint-type Gateway --route-table-ids "${tables[@]}"

  poll 'available available available' 'VpcEndpoints[].State'
}

endpoint() { # SERVICE OPTION…
  aws ec2 create-vpc-endpoint --vpc-id "$VPC_ID" --service-name "com.amazonaws.$AWS_REGION.$1" \
    --tag-specifications "$(tags vpc-endpoint "$STACK-$1")" "${@:2}" >/dev/null
}

close() {
  local -a endpoints
  local listed refused group
  listed=$(describe_endpoints "VpcEndpoints[?$NOT_DELETED].VpcEndpointId")
  read -ra endpoints <<<"$listed"
  # The call succeeds even where it could not delete.
  refused=$(
    aws ec2 delete-vpc-endpoints --vpc-endpoint-ids "${endpoints[@]}" \
      --query 'Unsuccessful[].Error.Message' --output text
  )
  if [[ -n $refused && $refused != None ]]; then
    echo "$refused" >&2
    return 1
  fi
  poll '' "VpcEndpoints[?$NOT_DELETED].State"

  group=$(
    aws ec2 describe-security-groups --filters "${ours[@]}" --query 'SecurityGroups[].GroupId' --output text
  )
  aws ec2 delete-security-group --group-id "$group" >/dev/null
}

describe_endpoints() { # QUERY
  aws ec2 describe-vpc-endpoints --filters "${ours[@]}" --query "$1" --output text
}

poll() { # WANTED QUERY
  local attempt states
  for ((attempt = 1; attempt <= POLLS; attempt++)); do
    states=$(describe_endpoints "$2")
    if [[ ${states//$'\t'/ } == "$1" ]]; then return; fi
    sleep "$PAUSE"
  done
  echo "the endpoints are still: $states" >&2
  return 1
}

case "${1-}" in
  open | close) "$1" ;;
  *)
    echo "usage: aws-cli.sh open|close" >&2
    exit 2
    ;;
esac
