/**
 * Ends the process, once all that it has written is out. What may still be open does not keep it: a proxy that never
 * answers, or a command that is to fetch credentials and never ends.
 * @param code the exit code
 */
export async function endProcess(proc: NodeJS.Process, code: number): Promise<void> {
  await Promise.all([proc.stdout, proc.stderr].map(written));
  proc.exit(code);
}

/** Also where nothing can be written any more, as where the reader has left. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
