import type { Engine } from '../engine/engine';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { createReader, type Reader } from './reader';
import { stubModel } from './testReader';
import type { Desk } from './use';

interface DeskOptions extends Partial<Pick<Desk, 'sentences' | 'heldOut' | 'isOwn'>> {
  readonly vocabulary: Vocabulary;
  readonly T?: number;
  /** Probabilities of some tokens at a blank; the rest is shared by all tokens */
  readonly expects: (tokens: readonly string[], place: number) => Readonly<Record<string, number>>;
}

/** A desk with this reader, over no sentences unless they are given. */
export const deskOf = (reader: Reader, changed: Partial<Desk> = {}): Desk => ({
  ...{ reader, sentences: [], isOwn: false, heldOut: [] },
  engine: undefined as unknown as Engine,
  parameters: async () => new Float32Array(),
  onProgress: () => {},
  pause: async () => {},
  ...changed,
});

/** A desk with a model that answers what a test says. */
export function testDesk({ vocabulary, T = 16, expects, ...desk }: DeskOptions): Desk {
  const { tokens } = vocabulary;
  const { model } = stubModel({
    ...{ vocabulary, T },
    logits(ids, place) {
      const some = expects(
        ids.map((id) => tokens[id]!),
        place,
      );
      const left = 1 - Object.values(some).reduce((a, b) => a + b, 0);
      return tokens.map((token) => Math.log((some[token] ?? 0) + left / tokens.length));
    },
  });
  return deskOf(createReader(model, vocabulary), desk);
}
