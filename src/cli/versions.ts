import { versionDocument } from '../render/documents/offline.ts';
import type { Options } from './options.ts';
import { resultDocument } from './result-document.ts';
import type { Terminal } from './terminal.ts';
import { SDK_VERSION, VERSION } from './version.ts';

/** The version, and for a report of a defect those of what it runs on. */
export function tellVersions(options: Options, terminal: Terminal): void {
  const sdk = options.debug ? SDK_VERSION : null;
  const { node } = process.versions;
  if (options.output === 'json' || options.output === 'jsonl')
    resultDocument(terminal, options, versionDocument({ version: VERSION, node, sdk }));
  else terminal.result(sdk === null ? VERSION : `pullpath ${VERSION}\nNode ${node}\nAWS SDK for JavaScript ${sdk}`);
}
