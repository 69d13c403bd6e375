import manifest from '../../package.json' with { type: 'json' };

/** The program's version; the bundle carries package.json's text. */
export const VERSION: string = manifest.version;
