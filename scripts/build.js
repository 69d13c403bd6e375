import { rolldown } from 'rolldown';
import config from '../rolldown.config.js';

/** Builds the program into `dist/`, as `npm run build` does, in this process: on Windows `npm` cannot be spawned by its name. */
export async function build() {
  const { output, ...input } = config;
  const bundle = await rolldown(input);
  await bundle.write(output);
  await bundle.close();
}
