import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable, Writable } from 'node:stream';
import { DIST, type Run } from './program.ts';

type Environment = Readonly<Record<string, string>>;

/**
 * Runs the built program to its end in this process: the bytes that `pullpath` would start, with a process object of
 * their own, at a tenth of the time of a process. For what is about the command line, what is printed and what is sent;
 * what is about the process itself (its end, signals, a screen that is drawn, configuration files, which the SDK
 * remembers) is started with `pullpath`.
 * @param isTerminal whether standard input and error are a terminal
 */
export function runInProcess(
  args: readonly string[],
  env: Environment = {},
  { isTerminal = false }: { isTerminal?: boolean } = {},
): Promise<Run> {
  return environment.during({ PATH: process.env.PATH ?? '', ...env }, () => runProgram(args, isTerminal));
}

type Program = (require: NodeJS.Require, directory: string, proc: ProcessOfOneRun) => void;

const load = createRequire(`${DIST}pullpath.js`);
const programOf = (source: string) => new Function('require', '__dirname', 'process', source) as Program;
let program: Program | undefined;

function runProgram(args: readonly string[], isTerminal: boolean): Promise<Run> {
  program ??= programOf(readFileSync(`${DIST}pullpath.js`, 'utf8').replace(/^#!.*/, ''));
  const proc = new ProcessOfOneRun(args, isTerminal);
  program(load, DIST, proc);
  return proc.ended;
}

/** Nothing comes on standard input, and standard output is no terminal. */
class ProcessOfOneRun extends EventEmitter {
  readonly argv: readonly string[];
  readonly platform = process.platform;
  readonly env = process.env;
  readonly stdin = Readable.from([]);
  readonly stdout = new Collected();
  readonly stderr = new Collected();
  readonly ended: Promise<Run>;
  #end!: (run: Run) => void;

  constructor(args: readonly string[], isTerminal: boolean) {
    super();
    if (isTerminal) for (const stream of [this.stdin, this.stderr]) Object.assign(stream, { isTTY: true });
    this.argv = [process.execPath, `${DIST}pullpath.js`, ...args];
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  exit(code: number): void {
    this.#end({ code, stdout: this.stdout.text, stderr: this.stderr.text });
  }
}

class Collected extends Writable {
  text = '';

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(chunk: string | Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** The SDK reads the variables of the whole process: runs with the same ones may overlap, others wait for them. */
class SharedEnvironment {
  #users = 0;
  #current = '';
  #before: NodeJS.ProcessEnv = {};
  #left: Promise<void> = Promise.resolve();
  #leave: () => void = () => undefined;

  async during<T>(variables: Environment, run: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(variables);
    while (this.#users > 0 && key !== this.#current) await this.#left;
    if (this.#users === 0) this.#enter(key, variables);
    this.#users += 1;
    try {
      return await run();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) {
        replaceVariables(this.#before);
        this.#leave();
      }
    }
  }

  #enter(key: string, variables: Environment): void {
    this.#current = key;
    this.#before = { ...process.env };
    this.#left = new Promise((resolve) => {
      this.#leave = resolve;
    });
    replaceVariables(variables);
  }
}

function replaceVariables(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
  Object.assign(process.env, variables);
}

const environment = new SharedEnvironment();
