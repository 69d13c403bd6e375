import { ApiError } from '../protocol/api-error.ts';
import { type Filters, filter } from '../protocol/filters.ts';
import { type PageBounds, page } from '../protocol/paging.ts';
import { type Fields, set } from '../protocol/wire.ts';
import type { Kind } from '../state/kinds.ts';
import type { Action, Call } from './action.ts';

interface Description<Item> {
  /** The element that holds the answer's items. */
  set: string;
  kind: Kind;
  items: (call: Call) => readonly Item[];
  filters: Filters<Item>;
  view: (item: Item, call: Call) => Fields;
  /** Absent: the bounds are not stated; the server caps at 1,000. */
  pages?: PageBounds;
  /** The call refuses ids together with `MaxResults`. */
  idsExcludePaging?: boolean;
  /** A parameter that the sandbox does not model: better refused than ignored. */
  unmodelled?: string;
  /** Name of the list of ids in the request; by default the set's singular, such as `SubnetId`. */
  ids: string;
}

/** A `Describe…` action over one kind of resource: by ids (all must exist), by filters, page by page. */
export function describe<Item extends { id: string; ownerId?: string }>(what: Description<Item>): Action {
  return {
    mutating: false,
    run(call) {
      if (what.unmodelled && call.form.list(what.unmodelled).length > 0) {
        throw new ApiError('UnsupportedOperation', `The sandbox does not model ${what.unmodelled}`);
      }
      call.permit();
      const { action, form, timing } = call;
      const test = filter(form, what.filters);
      const items = byIds(call, what)
        .map((item) => withoutForeignTags(item, call))
        .filter(test);
      const found = page(action, form, items, what.pages, timing.pageSize);
      return { [what.set]: set(found.items.map((item) => what.view(item, call))), nextToken: found.nextToken };
    },
  };
}

/** The tags of what another account shares are not shared with it [aws-facts: shared-vpc]. */
function withoutForeignTags<Item extends { id: string; ownerId?: string }>(item: Item, { caller }: Call): Item {
  return item.ownerId === undefined || item.ownerId === caller.accountId ? item : { ...item, tags: {} };
}

function byIds<Item extends { id: string; ownerId?: string }>(call: Call, what: Description<Item>): readonly Item[] {
  const { form, region } = call;
  const ids = form.list(what.ids);
  const all = region.visible(what.items(call));
  if (ids.length === 0) return all;
  if (what.idsExcludePaging && form.integer('MaxResults') !== undefined) {
    throw new ApiError(
      'InvalidParameterCombination',
      `The parameter ${what.ids}s cannot be used with the parameter MaxResults`,
    );
  }
  const found = ids.map((id) => region.find(what.kind, all, id));
  return all.filter((item) => found.includes(item));
}
