import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  makeTheme,
  useKeypress,
  useMemo,
  usePagination,
  usePrefix,
  useState,
} from '@inquirer/core';
import type { PromptContext } from './keys.ts';
import type { themeOf } from './theme.ts';

/** One row of the list. */
export interface FilterChoice<T> {
  readonly value: T;
  /** As it is shown. */
  readonly name: string;
  /** What the filter looks in, in lower case. */
  readonly searched: string;
  readonly description?: string;
  readonly checked: boolean;
  /** Left out where all are selected at once, unless the filter was typed for it. */
  readonly isUnlikely: boolean;
}

export interface FilterCheckboxConfig<T> {
  readonly message: string;
  readonly choices: readonly FilterChoice<T>[];
  readonly pageSize: number;
  readonly loop: boolean;
  /** What is wrong with the selection; null where nothing is. */
  readonly complaint: (values: readonly T[]) => string | null;
  readonly onSelect?: ((values: readonly T[]) => void) | undefined;
  readonly theme: ReturnType<typeof themeOf>;
}

/**
 * Any of several, like Inquirer's checkbox, and besides: what is typed narrows the list, and the question counts what is
 * selected. Space selects, Ctrl-A all that are shown, Enter goes on.
 */
export function filterCheckbox<T>(config: FilterCheckboxConfig<T>, context: PromptContext): Promise<readonly T[]> {
  return prompt(config as FilterCheckboxConfig<unknown>, context) as Promise<readonly T[]>;
}

const prompt = createPrompt<readonly unknown[], FilterCheckboxConfig<unknown>>((config, done) => {
  const { choices, pageSize } = config;
  const theme = makeTheme<ReturnType<typeof themeOf>>(config.theme);
  const prefix = usePrefix({ status: 'idle', theme });
  const [filter, setFilter] = useState('');
  const [active, setActive] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<unknown>>(
    new Set(choices.filter(({ checked }) => checked).map(({ value }) => value)),
  );
  const [complaint, setComplaint] = useState<string | null>(null);
  const shown = useMemo(
    () => choices.filter(({ searched }) => searched.includes(filter.trim().toLowerCase())),
    [choices, filter],
  );

  const inOrder = (of: ReadonlySet<unknown>) => choices.map(({ value }) => value).filter((value) => of.has(value));
  const select = (values: readonly unknown[], on: boolean) => {
    const next = toggled(selected, values, on);
    config.onSelect?.(inOrder(next));
    setSelected(next);
  };

  useKeypress((key, rl) => {
    // Keys that are commands leave the typed text as it was.
    const keepLine = () => {
      rl.clearLine(0);
      rl.write(filter);
    };
    if (isEnterKey(key)) {
      const values = inOrder(selected);
      const found = config.complaint(values);
      if (found === null) return done(values);
      rl.write(filter);
      return setComplaint(found);
    }
    setComplaint(null);
    if (isUpKey(key) || isDownKey(key)) {
      keepLine();
      const next = active + (isUpKey(key) ? -1 : 1);
      const isInside = next >= 0 && next < shown.length;
      if (isInside || config.loop) setActive((next + shown.length) % Math.max(1, shown.length));
    } else if (isSpaceKey(key)) {
      keepLine();
      const choice = shown[active];
      if (choice !== undefined) select([choice.value], !selected.has(choice.value));
    } else if (key.name === 'a' && key.ctrl) {
      keepLine();
      const meant = shown.filter(({ isUnlikely }) => filter !== '' || !isUnlikely).map(({ value }) => value);
      select(meant, !meant.every((value) => selected.has(value)));
    } else if (rl.line !== filter) {
      setFilter(rl.line);
      setActive(0);
    }
  });

  const page = usePagination({
    items: shown,
    active,
    renderItem: ({ item, isActive }) => {
      const icon = selected.has(item.value) ? theme.icon.checked : theme.icon.unchecked;
      const row = `${isActive ? theme.icon.cursor : ' '}${icon} ${item.name}`;
      return isActive ? theme.style.highlight(row) : row;
    },
    pageSize,
    loop: config.loop,
  });
  const question = `${config.message} (${selected.size} of ${choices.length} selected)`;
  const description = shown[active]?.description;
  const body = [
    shown.length === 0 ? theme.style.error('Nothing matches.') : page,
    ' ',
    description === undefined ? '' : theme.style.description(description),
    complaint === null ? '' : theme.style.error(complaint),
    theme.style.keysHelpTip(),
  ];
  const head = [prefix, theme.style.message(question, 'idle'), filter].filter(Boolean).join(' ').trimEnd();
  return [filter === '' ? `${head} ` : head, body.filter(Boolean).join('\n').trimEnd()];
});

function toggled(from: ReadonlySet<unknown>, values: readonly unknown[], on: boolean): ReadonlySet<unknown> {
  const to = new Set(from);
  for (const value of values) on ? to.add(value) : to.delete(value);
  return to;
}
