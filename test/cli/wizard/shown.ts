import { Writable } from 'node:stream';
import { render } from '@inquirer/testing';
import { inquirerPrompter, type Screen } from '../../../src/cli/wizard/prompter/inquirer-prompter.ts';
import type { Prompter } from '../../../src/cli/wizard/prompter/prompter.ts';

/** A question on a screen of 80 columns without colour, and the keys to answer it. */
export async function shown<T>(question: (prompter: Prompter) => Promise<T>, over: Partial<Screen> = {}) {
  const {
    events,
    answer,
    input: keyboard,
    getScreen,
  } = await render<T, null>((_, context = {}) => {
    const { input, output } = context;
    if (input === undefined || output === undefined) throw new Error('the test brings its own streams');
    const style = { colour: false, width: 80, unicode: true, ...over.style };
    const streams = {
      input,
      // A prompt ends what it writes to, save the process's own streams; a question may take several.
      get output() {
        return Object.assign(new Passed(output), { columns: style.width });
      },
    };
    return question(inquirerPrompter({ streams, rows: 24, above: [], canGoBack: true, ...over, style }));
  }, null);
  // One that nobody waits for yet must not end the test as an unhandled rejection.
  answer.catch(() => undefined);
  await settled();
  return {
    answer,
    /** The lines on the screen, without the blanks at their ends. */
    lines: () =>
      getScreen()
        .split('\n')
        .map((line) => line.trimEnd()),
    press: async (...keys: readonly (string | { readonly name: string; readonly ctrl: boolean })[]) => {
      for (const key of keys) {
        events.keypress(key);
        await settled();
      }
    },
    type: async (text: string) => {
      events.type(text);
      await settled();
    },
    /** What a terminal does that is closed. */
    end: () => void keyboard.emit('end'),
    raw: () => getScreen({ raw: true }),
  };
}

/** Validation, searching and the next of two prompts come some turns of the loop later. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Hands on at once: what two prompts write must not overtake each other. */
class Passed extends Writable {
  readonly #to: NodeJS.WritableStream;

  constructor(to: NodeJS.WritableStream) {
    super();
    this.#to = to;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#to.write(chunk);
    done();
  }
}
