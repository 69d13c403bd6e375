import { resourceKeys } from '../../iam/keys.ts';
import type { PrefixList } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { page } from '../../protocol/paging.ts';
import { set, tagSet } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import type { Action } from '../action.ts';
import { describe } from '../describe.ts';

const shared = {
  set: 'prefixListSet',
  kind: kinds.prefixList,
  ids: 'PrefixListId',
};

const names = {
  'prefix-list-id': ({ id }: PrefixList) => id,
  'prefix-list-name': ({ name }: PrefixList) => name,
};

/** AWS's own lists and those of customers. */
export const DescribeManagedPrefixLists = describe<PrefixList>({
  ...shared,
  items: ({ region }) => region.network.prefixLists,
  pages: { min: 1, max: 100 },
  filters: { ...byTags, ...names, 'owner-id': ({ ownerId }) => ownerId },
  view: (list, call) => ({
    prefixListId: list.id,
    prefixListName: list.name,
    prefixListArn: arnOf(call, kinds.prefixList, list.id, list.ownerId.toLowerCase()),
    addressFamily: 'IPv4',
    state: 'create-complete',
    ownerId: list.ownerId,
    maxEntries: list.ownerId === 'AWS' ? undefined : list.cidrs.length,
    version: list.ownerId === 'AWS' ? undefined : 1,
    tagSet: tagSet(list.tags),
  }),
});

/** The older call: only AWS's lists, with their CIDRs. */
export const DescribePrefixLists = describe<PrefixList>({
  ...shared,
  items: ({ region }) => region.network.prefixLists.filter(({ ownerId }) => ownerId === 'AWS'),
  filters: names,
  view: ({ id, name, cidrs }) => ({ prefixListId: id, prefixListName: name, cidrSet: set(cidrs) }),
});

export const GetManagedPrefixListEntries: Action = {
  mutating: false,
  run(call) {
    const { form, region, timing } = call;
    const list = region.find(kinds.prefixList, region.network.prefixLists, form.required('PrefixListId'));
    call.permit([
      { arn: arnOf(call, kinds.prefixList, list.id, list.ownerId.toLowerCase()), keys: resourceKeys(list.tags) },
    ]);
    const found = page(call.action, form, list.cidrs, { min: 1, max: 100 }, timing.pageSize);
    return { entrySet: set(found.items.map((cidr) => ({ cidr }))), nextToken: found.nextToken };
  },
};
