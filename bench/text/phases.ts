import { formatTable } from '../../scripts/table.mjs';
import { prepareRead, readText } from '../../src/dataset/prepare';
import { median } from '../rounds';
import { SPELLING } from './cloze';
import type { BenchText } from './texts';

/** The phases of preparing a text, in order. */
const PHASES = ['counting', 'comparing', 'learning', 'encoding'] as const;
type Seconds = Record<(typeof PHASES)[number], number>;

export interface PhaseTimes {
  readonly name: string;
  readonly megabytes: number;
  readonly sentences: number;
  readonly tokens: number;
  readonly seconds: Seconds;
}

async function once({ name, text }: BenchText): Promise<PhaseTimes> {
  const blob = new Blob([text]);
  const seconds: Seconds = { counting: 0, comparing: 0, learning: 0, encoding: 0 };
  let phase: keyof Seconds = 'counting';
  let since = performance.now();
  const turn = (next: keyof Seconds) => {
    const now = performance.now();
    seconds[phase] += (now - since) / 1000;
    since = now;
    phase = next;
  };
  const options = { onProgress: (progress: { phase: keyof Seconds }) => turn(progress.phase) };
  const read = await readText(blob, options);
  turn('learning');
  const { stats } = await prepareRead(read, { vocabSize: 8192, ...SPELLING }, options);
  turn('encoding');
  const { sentences, tokens } = stats;
  return { name, megabytes: blob.size / 1e6, sentences, tokens, seconds };
}

/** Times each phase of preparing a text as the page does, in one thread: medians over `rounds`. */
export async function measurePhases(text: BenchText, rounds: number): Promise<PhaseTimes> {
  const all: PhaseTimes[] = [];
  for (let round = 0; round < rounds; round++) all.push(await once(text));
  const seconds = Object.fromEntries(
    PHASES.map((phase) => [phase, median(all.map((one) => one.seconds[phase]))]),
  ) as Seconds;
  return { ...all[0]!, seconds };
}

/** Megabytes a second in each phase. Equal figures down a column mean that the time grows linearly with the size. */
export function phaseTable(results: readonly PhaseTimes[]): string {
  const rate = (megabytes: number, seconds: number) => (megabytes / seconds).toFixed(1);
  const total = ({ seconds }: PhaseTimes) => PHASES.reduce((sum, phase) => sum + seconds[phase], 0);
  return formatTable([
    [
      'preparing a text',
      'sentences',
      'tokens',
      'sentences and words MB/s',
      'repeats MB/s',
      'vocabulary s',
      'encoding MB/s',
      'all s',
      'all MB/s',
    ],
    ...results.map((r) => [
      r.name,
      r.sentences,
      r.tokens,
      rate(r.megabytes, r.seconds.counting),
      rate(r.megabytes, r.seconds.comparing),
      r.seconds.learning.toFixed(2),
      rate(r.megabytes, r.seconds.encoding),
      total(r).toFixed(2),
      rate(r.megabytes, total(r)),
    ]),
  ]);
}
