import { counted, isSome, listed } from '../../../base/words';
import type { Measured, Standing } from '../../../protocol/uses';

/** What an exam says of the model, in one sentence: its beginning is set in bold. */
export interface Verdict {
  readonly strong: string;
  readonly rest: string;
}

/** Within a sentence “The model, by its vectors” and “Bag of words” begin with a small letter, but not “BM25” and “TextRank”. */
const withinSentence = (name: string) =>
  name.replace(/^[A-Z](?=[a-z]*(?:[ ,]|$))/, (letter) => letter.toLowerCase());

const names = (rows: readonly Standing[]): readonly string[] =>
  rows.map(({ who, name }) => (who === 'untrained' ? 'the untrained model' : withinSentence(name)));

/** Whether it is the model, asked in another way: no rival of itself. */
const isModel = (who: string) => who.startsWith('model/');

/** Nothing differs, item by item: not even noise is between them. */
const isLevel = ({ lead }: Standing) =>
  lead !== undefined && lead.mean === 0 && lead.low === 0 && lead.high === 0;

const andList = (items: readonly string[]) => (isSome(items) ? listed(items) : '');

/** Those that are beaten: by name where it is one, as a long list would say less. */
function whom(beaten: readonly [Standing, ...Standing[]], rivals: number): string {
  if (beaten.length === 1) return names(beaten)[0]!;
  return beaten.length === rivals ? 'its rivals' : 'the others';
}

/** Over which seeds and items: said of every figure. */
const extent = ({ seeds, items }: Pick<Measured, 'seeds' | 'items'>): string =>
  `over ${counted(seeds, 'seed')}, ${counted(items, 'item')} each`;

/**
 * What a measure says, from the 95 % intervals of the model's paired leads: a rival is ahead, or within noise, or beaten.
 * All rivals count, the one that the model does worst against first.
 */
export function verdict(measured: Measured): Verdict {
  const { chance, standings } = measured;
  const [model, ...others] = standings;
  const rivals = others.filter(({ who, lead }) => lead !== undefined && !isModel(who));
  const ahead = rivals.filter(({ lead }) => lead!.high < 0);
  const level = rivals.filter(isLevel);
  const noise = rivals.filter(
    (rival) => !isLevel(rival) && rival.lead!.low <= 0 && rival.lead!.high >= 0,
  );
  const beaten = rivals.filter(({ lead }) => lead!.low > 0);
  const isChance = chance !== undefined && model !== undefined && model.interval.low <= chance;

  const parts: string[] = [];
  if (isSome(ahead)) {
    parts.push(`${andList(names(ahead))} ${ahead.length === 1 ? 'is' : 'are'} ahead here`);
  }
  if (isChance) parts.push('the model is not beyond chance');
  if (isSome(noise)) parts.push(`within noise of ${andList(names(noise))}`);
  if (isSome(level)) parts.push(`level with ${andList(names(level))}`);
  const beyond = [
    ...(chance !== undefined && !isChance ? ['beyond chance'] : []),
    ...(isSome(beaten) ? [`beyond ${whom(beaten, rivals.length)}`] : []),
  ];
  if (isSome(beyond)) parts.push(andList(beyond));
  const [first = 'measured', ...more] = parts;
  const strong = first.charAt(0).toUpperCase() + first.slice(1);
  const tail = more.length > 0 ? `, ${more.join(', ')},` : '';
  return { strong, rest: `${tail} ${extent(measured)}.` };
}
