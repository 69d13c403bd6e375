import { pullpath } from '../program.ts';
import { wordsOf } from './words.ts';

/**
 * What a page shows of the program stands between two comments, of which the first names the command:
 *
 *     <!-- $ pullpath audit --sandbox # only 2, PP201, -1 -->
 *     <!-- /$ -->
 *
 * `only` keeps some of the output's paragraphs: by number (negative: from the end) or by a text in them. `< above` gives
 * the fenced block before the comment as standard input, `2>&1` shows standard error too.
 */
const PASTED = /^<!-- \$ (.+?) -->\n.*?^<!-- \/\$ -->$/gms;

/** The page with every such place filled anew. */
export async function filled(text: string): Promise<string> {
  const places = [...text.matchAll(PASTED)];
  const outputs = await Promise.all(places.map(({ 1: said = '', index }) => place(said, text.slice(0, index))));
  return text.replace(PASTED, () => outputs.shift() ?? '');
}

async function place(said: string, before: string): Promise<string> {
  const [command = '', only] = said.split(' # only ');
  const fromAbove = command.endsWith(' < above');
  const shown = fromAbove ? command.replace(' < above', ' "…"') : command.replace(' 2>&1', '');
  const words = wordsOf(fromAbove ? command.replace(' < above', '') : shown);
  const input = fromAbove
    ? [(before.match(/^```text\n(.*?)^```$/gms)?.at(-1) ?? '').replace(/^```.*$/gm, '').trim()]
    : [];
  const { stdout, stderr } = await pullpath([...words.slice(words.indexOf('pullpath') + 1), ...input]);
  const output = kept((command.endsWith('2>&1') ? stdout + stderr : stdout).trimEnd(), only);
  if (output === '') throw new Error(`${command} shows nothing: ${stderr}`);
  return `<!-- $ ${said} -->\n\`\`\`console\n$ ${shown}\n${steady(output)}\n\`\`\`\n<!-- /$ -->`;
}

/** Some paragraphs of the output, with an ellipsis for what is left out before and between them. */
function kept(output: string, only: string | undefined): string {
  if (only === undefined) return output;
  const paragraphs = output.split('\n\n');
  const wanted = only.split(', ');
  const isWanted = (paragraph: string, i: number) =>
    wanted.some((want) => {
      const number = Number(want);
      return Number.isNaN(number)
        ? paragraph.includes(want)
        : i === (number > 0 ? number - 1 : paragraphs.length + number);
    });
  const marked = paragraphs.map((paragraph, i) => (isWanted(paragraph, i) ? paragraph : '…'));
  const unique = marked.filter((paragraph, i) => paragraph !== '…' || marked[i - 1] !== '…');
  return (unique.at(-1) === '…' ? unique.slice(0, -1) : unique).join('\n\n');
}

/** How long a run took differs from machine to machine. */
function steady(output: string): string {
  return output.replace(/\b0:0\d\b/g, '0:02');
}
