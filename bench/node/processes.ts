import { type SpawnOptions, spawn } from 'node:child_process';

/**
 * Runs a program to its end and returns its stdout. Its stderr is passed on unless `quiet`. Throws if the program
 * fails, with the end of its stderr, or if it takes too long.
 */
export function output(
  command: string,
  args: readonly string[],
  { seconds, quiet = false, ...options }: SpawnOptions & { seconds: number; quiet?: boolean },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`took more than ${seconds} s`));
    }, 1000 * seconds);
    child.stdout?.on('data', (data: Buffer) => {
      out += data;
    });
    child.stderr?.on('data', (data: Buffer) => {
      err = (err + data).slice(-2000);
      if (!quiet) process.stderr.write(data);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(out);
      else reject(new Error(err.trim().split('\n').at(-1) || `ended with ${signal ?? code}`));
    });
  });
}
