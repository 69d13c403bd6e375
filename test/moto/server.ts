import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const VENV = fileURLToPath(new URL('../../.moto/', import.meta.url));

export interface MotoServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Whether scripts/moto-venv.js got to its end. */
export function motoIsInstalled(): boolean {
  return existsSync(`${VENV}installed.json`);
}

/** Resolves once the port is open (about a second); rejects with what Python said where it ended before. */
export async function startMoto(): Promise<MotoServer> {
  const script = fileURLToPath(new URL('server.py', import.meta.url));
  // Without its thousands of machine images a reset, and each new region, costs 16 ms instead of 130.
  const env = { ...process.env, MOTO_EC2_LOAD_DEFAULT_AMIS: 'false' };
  const child = spawn(`${VENV}${process.platform === 'win32' ? 'Scripts' : 'bin'}/python`, [script], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-4000);
  });
  const early = ended.then(([code]) => {
    throw new Error(`moto ended with ${code} before it listened: ${said}`);
  });
  const [port] = await Promise.race([once(createInterface(child.stdout), 'line'), early]);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
