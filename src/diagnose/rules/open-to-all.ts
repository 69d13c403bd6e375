import { cause } from '../findings/cause.ts';
import type { NoteRule } from '../findings/note.ts';
import { isHttps } from '../path/group-admission.ts';

/** An endpoint's group that lets every address in on TCP 443: every host that reaches the VPC reaches the endpoint. */
export const openToAll: NoteRule = ({ context, answers }) => {
  const seen = new Set<string>();
  return [...answers].flatMap(([service, endpoint]) =>
    endpoint.groupIds.flatMap((id) => {
      const rules = context.index.securityGroups.get(id)?.ingress ?? [];
      const wide = rules.find((rule) => isHttps(rule) && rule.peer.value === '0.0.0.0/0');
      if (wide === undefined || seen.has(id)) return [];
      seen.add(id);
      const values = { group: id, endpoint: endpoint.id, cidr: wide.peer.value };
      return [{ cause: cause('endpoint-group-open-to-all', id, values), hops: [service], subnetIds: [] }];
    }),
  );
};
