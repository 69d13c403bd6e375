import { requestKeys, resourceKeys } from '../iam/keys.ts';
import type { Tags } from '../network/types.ts';
import { ApiError } from '../protocol/api-error.ts';
import { arnOf } from '../state/arn.ts';
import { type Kind, kinds, notFound } from '../state/kinds.ts';
import { checkCount, readTags } from '../state/tags.ts';
import type { Action, Call, Use } from './action.ts';

interface Tagged {
  kind: Kind;
  resource: { id: string; ownerId?: string; tags: Tags };
}

function byPrefix(call: Call, id: string): [Kind, readonly Tagged['resource'][]] {
  const n = call.region.network;
  const lists: Record<string, [Kind, readonly Tagged['resource'][]]> = {
    vpc: [kinds.vpc, n.vpcs],
    subnet: [kinds.subnet, n.subnets],
    rtb: [kinds.routeTable, n.routeTables],
    acl: [kinds.networkAcl, n.networkAcls],
    sg: [kinds.securityGroup, n.securityGroups],
    sgr: [kinds.rule, n.securityGroups.flatMap(({ rules }) => rules)],
    vpce: [kinds.endpoint, n.endpoints],
    eni: [kinds.interface, n.interfaces],
    igw: [kinds.internetGateway, n.internetGateways],
    nat: [kinds.natGateway, n.natGateways],
    dopt: [kinds.dhcpOptions, n.dhcpOptions],
    pl: [kinds.prefixList, n.prefixLists],
    i: [kinds.instance, n.instances],
  };
  const found = lists[id.split('-')[0]!];
  if (!found) throw new ApiError('InvalidID', `The ID '${id}' is not valid`);
  return found;
}

function resources(call: Call): Tagged[] {
  const ids = call.form.list('ResourceId');
  if (ids.length === 0) throw new ApiError('MissingParameter', 'The request must contain the parameter resourceIdSet');
  return ids.map((id) => {
    const [kind, items] = byPrefix(call, id);
    const resource = call.region.find(kind, items, id);
    // What is shared with an account cannot be tagged from there; AWS says NotFound.
    if (resource.ownerId && resource.ownerId !== call.caller.accountId) throw notFound(kind, id);
    return { kind, resource };
  });
}

const use = (call: Call, { kind, resource }: Tagged, keys: Record<string, string[]>): Use => ({
  arn: arnOf(call, kind, resource.id),
  keys: { ...resourceKeys(resource.tags), ...keys },
});

/** Overwrites what has the same key [aws-facts: tag-limits]. */
export const CreateTags: Action = {
  mutating: true,
  run(call) {
    const tags = readTags(call.form);
    if (Object.keys(tags).length === 0)
      throw new ApiError('MissingParameter', 'The request must contain the parameter tagSet');
    const found = resources(call);
    call.permit(found.map((each) => use(call, each, requestKeys(tags))));
    for (const { resource } of found) checkCount({ ...resource.tags, ...tags }, call.timing.quotas.tagsPerResource);
    for (const { resource } of found) Object.assign(resource.tags, tags);
    return { return: true };
  },
};

/** By key; where a value is given, only a tag with that value; without any tag given, all of them. */
export const DeleteTags: Action = {
  mutating: true,
  run(call) {
    const wanted = call.form.structs('Tag').map((tag) => ({ key: tag.required('Key'), value: tag.text('Value') }));
    if (wanted.some(({ key }) => /^aws:/i.test(key))) {
      throw new ApiError('InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use");
    }
    const found = resources(call);
    call.permit(found.map((each) => use(call, each, { 'aws:TagKeys': wanted.map(({ key }) => key) })));
    for (const { resource } of found) {
      const all = Object.keys(resource.tags).map((key) => ({ key, value: undefined }));
      for (const { key, value } of wanted.length ? wanted : all) {
        if (value === undefined || resource.tags[key] === value) delete resource.tags[key];
      }
    }
    return { return: true };
  },
};
