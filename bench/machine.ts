import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';

/** The machine in one line, for the head of every table. */
export function describeMachine(): string {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown CPU';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpu}, ${availableParallelism()} cores, ${memory} GiB, ${platform()} ${release()}, Node ${process.version}`;
}
