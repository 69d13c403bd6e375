import type { Tags } from '../network/types.ts';
import { ApiError, invalidValue } from '../protocol/api-error.ts';
import type { Form } from '../protocol/form.ts';

function checkKey(key: string): void {
  if (key.length === 0 || key.length > 127) throw invalidValue(`Tag key exceeds the maximum length of 127 characters`);
  if (/^aws:/i.test(key)) {
    throw invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
  }
}

/**
 * The `Tag.n` of a form, checked: keys of at most 127 characters and not `aws:`, values of at most 256
 * [aws-facts: tag-limits].
 */
export function readTags(form: Form): Tags {
  const tags: Tags = {};
  for (const each of form.structs('Tag')) {
    const key = each.text('Key') ?? '';
    const value = each.text('Value') ?? '';
    checkKey(key);
    if (value.length > 256) throw invalidValue(`Tag value exceeds the maximum length of 256 characters`);
    if (Object.hasOwn(tags, key)) throw invalidValue(`Duplicate tag key '${key}' specified.`);
    tags[key] = value;
  }
  return tags;
}

/** Throws where the tags together are too many. */
export function checkCount(tags: Tags, limit: number): void {
  if (Object.keys(tags).length > limit) {
    throw new ApiError('TagLimitExceeded', `More than ${limit} tags per resource are not allowed`);
  }
}

/** The `TagSpecification.n` of a request that creates one type of resource; another type is refused. */
export function tagsOnCreate(form: Form, resourceType: string, limit: number): Tags {
  const tags: Tags = {};
  for (const specification of form.structs('TagSpecification')) {
    const type = specification.required('ResourceType');
    if (type !== resourceType)
      throw invalidValue(`'${type}' is not a valid taggable resource type for this operation.`);
    Object.assign(tags, readTags(specification));
  }
  checkCount(tags, limit);
  return tags;
}
