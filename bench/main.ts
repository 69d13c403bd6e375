/**
 * The benchmark: prints a report in Markdown, section by section as it is measured. Its arguments are names of
 * sections.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyBound } from './apply.ts';
import { besidePeers } from './beside-peers.ts';
import { circumstances } from './machine.ts';
import { roundTrips } from './round-trips.ts';
import { scale } from './scale.ts';
import { type Section, sectionText } from './section.ts';
import { start } from './start.ts';

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  start,
  'round-trips': roundTrips,
  apply: applyBound,
  scale,
  peers: besidePeers,
};

const REPORT = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
const HEAD = `# Benchmarks

Made by \`npm run bench\`; \`UPDATE_DOCS=1 npm run bench\` writes this page. Figures of one run on one machine: compare within
a table, not between machines. Everything ran against simulated accounts on the same machine. AWS itself answers in other times.
`;

// The SDK, which sets up the peers' accounts, announces the end of its support for Node 20 otherwise.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in SECTIONS));
if (unknown.length > 0)
  throw new Error(`No section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}.`);

const parts = [`${HEAD}\n${circumstances().join('\n')}`];
process.stdout.write(`${parts[0]}\n`);
for (const [name, measured] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const text = sectionText(await measured());
  parts.push(text);
  process.stdout.write(`\n${text}\n`);
}
if (process.env.UPDATE_DOCS === '1' && asked.length === 0) writeFileSync(REPORT, `${parts.join('\n\n')}\n`);
