import { versionDocument } from '../../render/documents/offline.ts';
import type { Options } from '../line/options.ts';
import type { Result } from './output.ts';
import { SDK_VERSION, VERSION } from './version.ts';

/** The version, and for a report of a defect those of what it runs on. */
export function versionsOf({ debug }: Options): Result {
  const sdk = debug ? SDK_VERSION : null;
  const { node } = process.versions;
  return {
    text: () => (sdk === null ? VERSION : `pullpath ${VERSION}\nNode ${node}\nAWS SDK for JavaScript ${sdk}`),
    document: () => versionDocument({ version: VERSION, node, sdk }),
  };
}
