import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { PullpathError } from '../../errors.ts';
import { aws } from '../../remedy/command.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The profiles in both files, as the SDK reads them: lines that it does not understand are left out silently. */
export interface SharedFiles {
  readonly configFile: Readonly<Record<string, unknown>>;
  readonly credentialsFile: Readonly<Record<string, unknown>>;
}

/**
 * Rejects a named profile that no file has. The SDK would look for other credentials instead, and on a
 * machine of AWS's find those of the machine.
 * @param flag whether `--profile` named it; else AWS_PROFILE did
 */
export async function checkProfile(
  profile: string,
  flag: boolean,
  { configFile, credentialsFile }: SharedFiles,
  environment: Environment,
): Promise<void> {
  if (profile === 'default' || profile in configFile || profile in credentialsFile) return;
  const flaw = await configError(configFile, environment);
  if (flaw !== null) throw flaw;
  const credentials = environment.AWS_SHARED_CREDENTIALS_FILE || '~/.aws/credentials';
  throw new PullpathError('credentials', {
    code: 'UnknownProfile',
    message: `There is no profile ${profile} in ${configPath(environment)} or ${credentials}.`,
    remedy: [
      `Check ${flag ? '--profile' : 'AWS_PROFILE'}. This lists the profiles that there are:`,
      aws('configure list-profiles', {}),
    ],
  });
}

/**
 * Why nothing was found in the configuration file, where something stands in it; null where it says nothing, or is not
 * there.
 */
export async function configError(
  configFile: SharedFiles['configFile'],
  environment: Environment,
): Promise<PullpathError | null> {
  if (Object.keys(configFile).length > 0) return null;
  const path = configPath(environment);
  try {
    const text = await readFile(path.replace(/^~(?=\/)/, environment.HOME || homedir()), 'utf8');
    if (!/^\s*[^\s#;]/m.test(text)) return null;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    return unreadable(`${path} cannot be read.`, cause);
  }
  return unreadable(`${path} could not be understood: it has no section [default] or [profile NAME] with settings.`);
}

/** Variables that name files which the SDK reads for credentials. */
const FILE_VARIABLES = [
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
] as const;

/**
 * The SDK reads what these variables name to its end, whatever it is. A FIFO that nobody writes to would hold a thread,
 * and with it the end of the process, for ever; a device such as /dev/zero has no end.
 * @throws credentials UnreadableConfig
 */
export async function assertCredentialFiles(environment: Environment): Promise<void> {
  for (const name of FILE_VARIABLES) {
    const path = environment[name];
    if (path === undefined || path === '' || (await isReadable(path))) continue;
    throw new PullpathError('credentials', {
      code: 'UnreadableConfig',
      message: `${path} (from ${name}) is not a regular file.`,
      remedy: `Name a file in ${name}, or unset it.`,
    });
  }
}

/** @throws where it is no file that has an end */
export async function assertFile(path: string): Promise<void> {
  if (!(await isReadable(path))) throw new Error(`${path} is not a regular file`);
}

/** True also for what is not there: whoever reads it says that. */
async function isReadable(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    // A directory is refused by whoever reads it.
    return found.isFile() || found.isDirectory() || path === '/dev/null';
  } catch {
    return true;
  }
}

function configPath(environment: Environment): string {
  return environment.AWS_CONFIG_FILE || '~/.aws/config';
}

function unreadable(message: string, cause?: unknown): PullpathError {
  return new PullpathError('credentials', {
    code: 'UnreadableConfig',
    message,
    remedy: ['Correct the file, e.g. with', aws('configure', {}), ', or name another in AWS_CONFIG_FILE.'],
    cause,
  });
}
