import type { Node } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A node of GitHub's Markdown, with those inside of it after it. */
export function nodesOf(markdown: string): Node[] {
  return within(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

/** The text that a reader sees, without what has no width. */
export function shownIn(markdown: string): string {
  return nodesOf(markdown)
    .map((node) => ('value' in node ? String(node.value) : ''))
    .join('')
    .replaceAll('\u200b', '');
}

function within(node: Node): Node[] {
  return [node, ...('children' in node ? (node.children as Node[]).flatMap(within) : [])];
}
