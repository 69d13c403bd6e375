# The guide's resources, for `npm run bench` to measure pullpath beside. Like the AWS CLI script it is given the answer:
# which subnets and which route tables.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "route_table_ids" { type = list(string) }
variable "region" { type = string }

# Nothing is asked that a run does not need: each of these would be a request more, or one to another server.
provider "aws" {
  region                      = var.region
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true

  default_tags {
    tags = { stack = local.stack }
  }
}

locals {
  stack = "ecr-private-pull"
  cidrs = [for subnet in data.aws_subnet.private : subnet.cidr_block]
}

data "aws_subnet" "private" {
  for_each = toset(var.subnet_ids)
  id       = each.value
}

# Without rules for egress, which an endpoint has no need of: the provider revokes the one that AWS gives to a new group.
resource "aws_security_group" "endpoints" {
  name        = local.stack
  description = "ECR endpoints"
  vpc_id      = var.vpc_id

  ingress {
    description = "HTTP: image pulls"
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = local.cidrs
  }

  ingress {
    description = "HTTPS: image pulls"
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = local.cidrs
  }

  ingress {
    description = "DNS queries"
    protocol    = "udp"
    from_port   = 53
    to_port     = 53
    cidr_blocks = local.cidrs
  }

  tags = { Name = local.stack }
}

resource "aws_vpc_endpoint" "ecr" {
  for_each = toset(["ecr.dkr", "ecr.api"])

  vpc_id              = var.vpc_id
  service_name        = "com.amazonaws.${var.region}.${each.value}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = var.subnet_ids
  security_group_ids  = [aws_security_group.endpoints.id]

  tags = { Name = "${local.stack}-${each.value}" }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = var.route_table_ids

  tags = { Name = "${local.stack}-s3" }
}
