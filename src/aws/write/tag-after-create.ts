import { parseSdkError } from '../errors/sdk-error.ts';

type Tags = Readonly<Record<string, string>>;

/**
 * True where a partition answers that it cannot tag while creating [aws-facts: tag-on-create]; never where a tag itself
 * is refused.
 */
function cannotTagWhileCreating(error: unknown): boolean {
  const { isServiceError, name, message } = parseSdkError(error);
  return (
    isServiceError &&
    /^(UnknownParameter|UnsupportedOperation|InvalidParameter(Combination|Value)?)$/i.test(name) &&
    /tag ?specification/i.test(message) &&
    /not (supported|recognized|allowed|valid)|unknown|unsupported/i.test(message)
  );
}

/**
 * Creates with tags in the same call. Only where the partition answers that it has no such thing: creates without, and
 * tags at once; if that fails what was created is deleted, since rollback finds resources by their tags. Answers the
 * new thing's id.
 */
export async function cannotTagOnCreate(
  tags: Tags,
  create: (tags: Tags) => Promise<string>,
  tag: (ids: readonly string[], tags: Tags) => Promise<void>,
  remove: (id: string) => Promise<void>,
): Promise<string> {
  try {
    return await create(tags);
  } catch (error) {
    if (!cannotTagWhileCreating(error)) throw error;
  }
  const id = await create({});
  try {
    await tag([id], tags);
  } catch (error) {
    await remove(id);
    throw error;
  }
  return id;
}
