import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The keys of one profile, as the shared files of the AWS CLI have them. */
export type Profile = Readonly<Record<string, string>>;

/**
 * The profiles of the two shared files by name; what is in neither, or cannot be read, is simply not offered. The SDK reads
 * these files too, but only on the way to credentials, which may open a browser or ask a server: here nothing is asked.
 */
export async function readProfiles(environment: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, Profile>> {
  const directory = join(homedir(), '.aws');
  const [config, credentials] = await Promise.all([
    readOrEmpty(environment.AWS_CONFIG_FILE || join(directory, 'config')),
    readOrEmpty(environment.AWS_SHARED_CREDENTIALS_FILE || join(directory, 'credentials')),
  ]);
  const profiles = new Map<string, Profile>();
  // Of the configuration's sections only `default` and `profile NAME` are profiles; of the credentials', all.
  for (const [name, keys] of sectionsOf(config)) {
    const profile = name === 'default' ? name : /^profile\s+(.+)$/.exec(name)?.[1];
    if (profile !== undefined) profiles.set(profile, keys);
  }
  for (const [name, keys] of sectionsOf(credentials)) profiles.set(name, { ...profiles.get(name), ...keys });
  return profiles;
}

function sectionsOf(text: string): Map<string, Profile> {
  const sections = new Map<string, Profile>();
  let current: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const name = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1]?.replace(/^(profile\s+)?["'](.*)["']$/, '$1$2');
    if (name !== undefined) {
      current = {};
      sections.set(name, current);
    }
    const [, key, value] = /^([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) current[key.toLowerCase()] = value;
  }
  return sections;
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}
