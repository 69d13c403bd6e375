import type { DhcpOptions } from '../../network/types.ts';
import { byTags } from '../../protocol/filters.ts';
import { set, tagSet } from '../../protocol/wire.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';

export const DescribeDhcpOptions = describe<DhcpOptions>({
  set: 'dhcpOptionsSet',
  kind: kinds.dhcpOptions,
  ids: 'DhcpOptionsId',
  items: ({ region }) => region.network.dhcpOptions,
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'dhcp-options-id': ({ id }) => id,
    key: ({ options }) => Object.keys(options),
    value: ({ options }) => Object.values(options).flat(),
    'owner-id': ({ ownerId }) => ownerId,
  },
  view: ({ id, ownerId, options, tags }) => ({
    dhcpOptionsId: id,
    ownerId,
    dhcpConfigurationSet: set(
      Object.entries(options).map(([key, values]) => ({ key, valueSet: set(values.map((value) => ({ value }))) })),
    ),
    tagSet: tagSet(tags),
  }),
});
