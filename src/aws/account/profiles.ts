import { loadSharedConfigFiles } from '@smithy/core/config';

/** The settings of one profile, as the shared files of the AWS CLI have them. */
export type Profile = Readonly<Record<string, string | undefined>>;

/** Sections of the configuration file that are not profiles, as the SDK names them. */
const OTHER_SECTION = /^(sso-session|services)\./;

/**
 * The profiles of the two shared files by name, as the SDK reads them; nothing is asked of any server. What is in
 * neither file, or cannot be read, is simply not there.
 * @param environment where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE may name other files than those in the home
 * directory
 */
export async function readProfiles(environment: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, Profile>> {
  const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = environment;
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    ignoreCache: true,
    ...(config ? { configFilepath: config } : {}),
    ...(credentials ? { filepath: credentials } : {}),
  });
  const profiles = new Map<string, Profile>();
  for (const [name, settings] of [...Object.entries(configFile), ...Object.entries(credentialsFile)])
    if (!OTHER_SECTION.test(name)) profiles.set(name, { ...profiles.get(name), ...settings });
  return profiles;
}
