import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/explain/explain.ts';
import { failingHost, findHosts } from '../../../src/explain/hosts/hosts.ts';
import { normalize } from '../../../src/explain/text/normalized-text.ts';

function read(text: string) {
  return findHosts(normalize(text));
}

describe('the table of hosts', () => {
  it.each([
    ['api.ecr.eu-west-1.amazonaws.com', 'ecr.api', 'eu-west-1'],
    ['ecr.eu-west-1.api.aws', 'ecr.api', 'eu-west-1'],
    ['ecr-fips.us-east-2.amazonaws.com', 'ecr.api', 'us-east-2'],
    ['111122223333.dkr.ecr.ap-southeast-5.amazonaws.com', 'ecr.dkr', 'ap-southeast-5'],
    ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn', 'ecr.dkr', 'cn-north-1'],
    ['111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'ecr.dkr', 'us-gov-west-1'],
    ['111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov', 'ecr.dkr', 'us-iso-east-1'],
    ['111122223333.dkr.ecr.us-isob-east-1.sc2s.sgov.gov', 'ecr.dkr', 'us-isob-east-1'],
    ['111122223333.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk', 'ecr.dkr', 'eu-isoe-west-1'],
    ['111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu', 'ecr.dkr', 'eusc-de-east-1'],
    ['111122223333.dkr-ecr.us-west-2.on.aws', 'ecr.dkr', 'us-west-2'],
    ['111122223333.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn', 'ecr.dkr', 'cn-northwest-1'],
    ['prod-eu-south-1-starport-layer-bucket.s3.eu-south-1.amazonaws.com', 's3', 'eu-south-1'],
    ['prod-us-east-1-starport-layer-bucket.s3.amazonaws.com', 's3', 'us-east-1'],
    ['s3.dualstack.ca-west-1.amazonaws.com', 's3', 'ca-west-1'],
    ['s3-eu-west-1.amazonaws.com', 's3', 'eu-west-1'],
    ['logs.mx-central-1.amazonaws.com', 'logs', 'mx-central-1'],
    ['logs.eu-west-1.api.aws', 'logs', 'eu-west-1'],
    ['secretsmanager.il-central-1.amazonaws.com', 'secretsmanager', 'il-central-1'],
    ['ssm.af-south-1.amazonaws.com', 'ssm', 'af-south-1'],
    ['ssmmessages.me-south-1.amazonaws.com', 'ssmmessages', 'me-south-1'],
    ['ecs.eu-central-2.amazonaws.com', 'ecs', 'eu-central-2'],
    ['ecs-a-12.eu-west-1.amazonaws.com', 'ecs-agent', 'eu-west-1'],
    ['ecs-t-1.eu-west-1.amazonaws.com', 'ecs-telemetry', 'eu-west-1'],
    ['kms-fips.us-west-1.amazonaws.com', 'kms', 'us-west-1'],
    ['sts.amazonaws.com', 'sts', null],
    ['data-servicediscovery.eu-west-1.amazonaws.com', 'data-servicediscovery', 'eu-west-1'],
    ['fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com', 'elasticfilesystem', 'eu-west-1'],
    ['public.ecr.aws', null, null],
    ['registry-1.docker.io', null, null],
    ['docker-images-prod.s3.dualstack.us-east-1.amazonaws.com', null, null],
  ])('reads %s', (host, hop, region) => {
    expect(read(`Get "https://${host}/v2/": dial tcp`)).toMatchObject([{ name: host, hop, region, role: 'url' }]);
    expect(read(`dial tcp: lookup ${host} on 10.0.0.2:53: no such host`)).toMatchObject([
      { hop, region, role: 'lookup' },
    ]);
  });

  it('takes a placeholder for a region, and names none', () => {
    expect(read('https://api.ecr.<region>.amazonaws.com/')).toMatchObject([{ hop: 'ecr.api', region: null }]);
    expect(read('https://api.ecr.us-esat-1.amazonaws.com/')).toMatchObject([{ hop: 'ecr.api', region: null }]);
  });

  it('takes no path of a repository for a host', () => {
    expect(read('111122223333.dkr.ecr.eu-west-1.amazonaws.com/ghcr.io/team/quay.io:1')).toHaveLength(1);
  });

  it('takes no page that a message recommends for the host that failed', () => {
    expect(read('see https://docs.docker.com/docker-hub/ and https://aws.amazon.com/premiumsupport/')).toEqual([]);
  });

  it('knows an unlisted registry by the path of its protocol', () => {
    expect(read('Head "https://registry.example.org:5000/v2/app/manifests/1": EOF')).toMatchObject([
      { name: 'registry.example.org', kind: 'registry', hop: null },
    ]);
  });

  it('holds the host that was called last to be the one that failed', () => {
    const hosts = read(
      'failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1: Get "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/": Get "https://api.ecr.eu-west-1.amazonaws.com/"',
    );
    expect(failingHost(hosts)).toMatchObject({ name: 'api.ecr.eu-west-1.amazonaws.com' });
  });
});

describe('the address that a message ends at', () => {
  it.each([
    ['dial tcp 10.1.2.3:443: i/o timeout', '10.1.2.3', 443, 'private'],
    ['dial tcp 172.31.0.9:443: connect: connection refused', '172.31.0.9', 443, 'private'],
    ['dial tcp 192.168.4.4:443: i/o timeout', '192.168.4.4', 443, 'private'],
    ['dial tcp 100.127.255.254:443: i/o timeout', '100.127.255.254', 443, 'private'],
    ['dial tcp 100.128.0.1:443: i/o timeout', '100.128.0.1', 443, 'public'],
    ['dial tcp 52.94.184.143:443: i/o timeout', '52.94.184.143', 443, 'public'],
    ['dial tcp 172.32.0.1:443: i/o timeout', '172.32.0.1', 443, 'unknown'],
    ['dial tcp 169.254.169.254:80: i/o timeout', '169.254.169.254', 80, 'link-local'],
    ['dial tcp 127.0.0.1:443: connect: connection refused', '127.0.0.1', 443, 'loopback'],
    ['dial tcp [fd00:ec2::254]:80: i/o timeout', 'fd00:ec2::254', 80, 'private'],
    ['dial tcp [fe80::1%eth0]:443: i/o timeout', 'fe80::1%eth0', 443, 'link-local'],
    ['dial tcp [2600:1f18::1]:443: i/o timeout', '2600:1f18::1', 443, 'unknown'],
    ['dial udp 10.0.0.2:53: i/o timeout', '10.0.0.2', 53, 'private'],
    ['read tcp 10.0.1.23:43216->52.217.1.1:443: read: connection reset by peer', '52.217.1.1', 443, 'public'],
    [
      'lookup api.ecr.eu-west-1.amazonaws.com on 169.254.169.253:53: server misbehaving',
      '169.254.169.253',
      53,
      'link-local',
    ],
    ['lookup api.ecr.eu-west-1.amazonaws.com on [fd00:ec2::253]:53: no such host', 'fd00:ec2::253', 53, 'private'],
    ['connect to 3.5.1.1 port 443 failed: Connection timed out', '3.5.1.1', 443, 'public'],
    ['read: 52.1.1.1:443: i/o timeout', '52.1.1.1', 443, 'public'],
    ['dial tcp 999.1.1.1:443: i/o timeout', null, 443, 'unknown'],
    ['dial tcp <ip>:<port>: i/o timeout', null, null, 'unknown'],
    ['dial tcp 52.94.184.143:4', '52.94.184.143', null, 'public'],
  ])('reads %s', (text, ip, port, scope) => {
    expect(explain(text).address).toMatchObject({ ip, port, scope, meaning: expect.stringMatching(/^[A-Z].*\.$/s) });
  });

  it('is none where the text names none', () => {
    expect(explain('net/http: TLS handshake timeout').address).toBeNull();
  });
});
