/** The body of the changelog's section with this title; an error where there is none, or nothing in it. */
export function section(changelog, title) {
  const parts = changelog.split(/^## /m).slice(1);
  const found = parts.find((part) => new RegExp(`^\\[?${title.replaceAll('.', '\\.')}\\]?(?=\\s)`).test(part));
  const body = found?.slice(found.indexOf('\n')).trim();
  if (!body) throw new Error(`CHANGELOG.md has no section "${title}", or nothing in it.`);
  return `${body}\n`;
}

/**
 * What npm says of the lock file (a CycloneDX document, as data), less every package of which nothing is in the bundle:
 * `licences` is the list that the build writes, with a line `name version (licence)` for each that is in it.
 */
export function billOfMaterials(lock, licences) {
  const bundled = [...licences.matchAll(/^(@?[^\s@]+(?:\/[^\s@]+)?) (\d\S*) \(.+\)$/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  );
  const components = lock.components.filter((component) => bundled.includes(titleOf(component)));
  const missing = bundled.filter((title) => !components.some((component) => titleOf(component) === title));
  if (missing.length > 0) throw new Error(`In the bundle, and not in the lock file: ${missing.join(', ')}`);
  const root = lock.metadata.component['bom-ref'];
  const kept = new Set([root, ...components.map((component) => component['bom-ref'])]);
  const dependencies = lock.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  // npm calls the whole by the name of the directory.
  const component = { ...lock.metadata.component, name: root.slice(0, root.lastIndexOf('@')) };
  return { ...lock, metadata: { ...lock.metadata, component }, components: components.map(shipped), dependencies };
}

const titleOf = ({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`;

/** For npm these are development dependencies; in the package they are the program. */
function shipped({ scope: _scope, properties = [], ...component }) {
  const others = properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  return { ...component, scope: 'required', ...(others.length > 0 ? { properties: others } : {}) };
}

/** The Homebrew formula for the package at this address. */
export function formula(template, url, sha256) {
  return template.replace('{{url}}', url).replace('{{sha256}}', sha256);
}
