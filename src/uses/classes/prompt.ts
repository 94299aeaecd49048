import { CLS_ID, MASK_ID, SEP_ID, UNK_ID } from '../../tokenizer/vocabulary';
import type { Encoded, Reader, Word } from '../reader';

/** A text as it is asked about, and where. */
export interface Question extends Encoded {
  /** The place that is asked for the label */
  readonly place: number;
}

/** How a text is asked for its class. */
export type Method =
  /** At [CLS], through the model's head (Devlin et al. 2019) */
  | 'head'
  /** At the blank of a sentence that is put after it: "… It was [MASK]." (Schick and Schütze 2021) */
  | 'cloze';

/** What may stand before the blank. */
const OPENINGS = ['It was', 'I felt', 'It is', 'Es war', 'Ich war', "C'était", 'Era', 'Het was'];

/** Texts by which an opening is chosen */
const LOOKED_AT = 20;

/**
 * The opening after which the model expects the classes' names most, on average over some texts, of those that it knows
 * all words of: no label is needed for that. The first that it knows where the names are no words of the model; an
 * empty one where it knows none.
 */
export async function chooseOpening(
  reader: Reader,
  texts: readonly string[],
  classes: readonly string[],
): Promise<string> {
  const known = OPENINGS.filter((opening) =>
    reader.encode(opening).ids.every((id) => id !== UNK_ID),
  );
  const names = ownTokens(reader, classes);
  if (!names || known.length < 2) return known[0] ?? '';
  const masses = await Promise.all(
    known.map(async (opening) => {
      const question = asksBy(reader, 'cloze', opening);
      const rows = texts.slice(0, LOOKED_AT).map((text) => {
        const { ids, place } = question(text);
        return { ids, places: [place] };
      });
      const asked = await reader.ask(rows);
      return asked.reduce((sum, one) => {
        const p = one.logProbabilities(0);
        return sum + names.reduce((mass, id) => mass + Math.exp(p[id]!), 0);
      }, 0);
    }),
  );
  return known[masses.indexOf(Math.max(...masses))]!;
}

/** Makes questions of texts, cut off where the prompt would not fit. */
export function asksBy(
  reader: Reader,
  method: Method,
  opening: string,
): (text: string) => Question {
  if (method === 'head') return (text) => ({ ...reader.encode(text), place: 0 });
  const inner = (text: string) => reader.encode(text).ids.slice(1, -1);
  const before = inner(opening);
  const stop = inner('.');
  const after = stop.length === 1 && stop[0] !== UNK_ID ? stop : stop.slice(0, 0);
  const most = reader.config.maxPositionEmbeddings;
  return (text) => {
    const encoded = reader.encode(text);
    const room = most - 2 - before.length - 1 - after.length;
    const words = encoded.words.filter(({ to }: Word) => to - 1 <= room);
    const end = words.at(-1)?.to ?? 1;
    const ids = Int32Array.from([
      ...[CLS_ID, ...encoded.ids.subarray(1, end), ...before],
      ...[MASK_ID, ...after, SEP_ID],
    ]);
    return {
      ...{ ids, types: new Int32Array(ids.length), words },
      ...{ isCut: encoded.isCut || words.length < encoded.words.length },
      place: end + before.length,
    };
  };
}

/**
 * The token that each class's own name is, where the model knows all of them, each as one token: then it has an opinion
 * before it saw a label.
 */
export function ownTokens(
  reader: Reader,
  classes: readonly string[],
): readonly number[] | undefined {
  const ids = classes.map((name) => {
    const { ids: pieces } = reader.encode(name);
    return pieces.length === 3 ? pieces[1]! : UNK_ID;
  });
  const isKnown = ids.every((id) => id !== UNK_ID) && new Set(ids).size === ids.length;
  return isKnown ? ids : undefined;
}
