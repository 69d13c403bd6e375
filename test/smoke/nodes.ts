import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import table from '../../scripts/nodes.json' with { type: 'json' };

const HOME = fileURLToPath(new URL('../../.nodes', import.meta.url));
const binary = process.platform === 'win32' ? 'node.exe' : 'node';

/** One supported Node: the version that is tried, its executable, and whether `node scripts/nodes.js` put it there. */
export interface SupportedNode {
  readonly version: string;
  readonly path: string;
  readonly isInstalled: boolean;
}

/** The Nodes that pullpath supports, one a major, the oldest first. */
export const NODES: readonly SupportedNode[] = Object.values(table.supported).map((version) => {
  const path = join(HOME, version, binary);
  return { version, path, isInstalled: existsSync(path) };
});
