import manifest from '../../../package.json' with { type: 'json' };

/** The program's version; the bundle carries package.json's text. */
export const VERSION: string = manifest.version;

/** Of the AWS SDK that is built in: pinned to one version, and no package of its own any more. */
export const SDK_VERSION: string = manifest.devDependencies['@aws-sdk/client-ec2'];
