import { idOfZone, ownerOfZone, type Profile } from '../../network/names.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Action, Call } from '../action.ts';
import { pageFrom } from './request.ts';

const ListProfileAssociations: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const { form, region, timing } = call;
    const vpcId = form.text('resourceId');
    const all = region.network.profiles.flatMap((profile) =>
      profile.vpcIds.map((ResourceId) => ({ profile, ResourceId })),
    );
    const asked = all.filter(({ ResourceId }) => vpcId === undefined || ResourceId === vpcId);
    const { items, next } = pageFrom(asked, form.text('nextToken'), undefined, timing.pageSize ?? 100);
    return {
      ProfileAssociations: items.map(({ profile, ResourceId }) => ({
        Id: `rpassoc-${profile.id}`,
        ProfileId: profile.id,
        Name: profile.name,
        OwnerId: profile.ownerId,
        ResourceId,
        Status: 'COMPLETE',
      })),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },
};

function resourcesOf({ zones, rules, endpoints }: Profile, { region }: Call) {
  const { region: name } = region.network;
  return [
    ...zones.map((zone) => ({ arn: `arn:aws:route53:::hostedzone/${idOfZone(zone)}`, owner: ownerOfZone(zone) })),
    ...rules.map(({ id, ownerId }) => ({
      arn: `arn:aws:route53resolver:${name}:${ownerId}:resolver-rule/${id}`,
      owner: ownerId,
    })),
    ...endpoints.map(({ id, ownerId }) => ({
      arn: `arn:aws:ec2:${name}:${ownerId}:vpc-endpoint/${id}`,
      owner: ownerId,
    })),
  ];
}

const ListProfileResourceAssociations: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const { form, region, timing } = call;
    const id = form.required('ProfileId');
    const profile = region.network.profiles.find((each) => each.id === id);
    if (!profile) throw new ApiError('ResourceNotFoundException', `Profile ${id} does not exist`, 404);
    const { items, next } = pageFrom(
      resourcesOf(profile, call),
      form.text('nextToken'),
      undefined,
      timing.pageSize ?? 100,
    );
    return {
      ProfileResourceAssociations: items.map(({ arn, owner }) => ({
        ProfileId: id,
        ResourceArn: arn,
        OwnerId: owner,
        Status: 'COMPLETE',
      })),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },
};

/** Every action of Route 53 Profiles that the sandbox answers, under AWS's name. */
export const profileActions: Readonly<Record<string, Action>> = {
  ListProfileAssociations,
  ListProfileResourceAssociations,
};
