/**
 * The items of a list flag. As in the AWS CLI's shorthand, a comma behind a backslash belongs to its item: `team=a\,b`
 * is one tag. No other backslash means anything.
 */
export function splitList(text: string): string[] {
  return text.split(/(?<!\\),/).map((item) => item.replaceAll('\\,', ','));
}
