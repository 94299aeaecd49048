import type { Engine } from '../engine/engine';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { createReader } from './reader';
import { stubModel } from './testReader';
import type { Desk } from './use';

export interface DeskOptions {
  readonly vocabulary: Vocabulary;
  readonly T?: number;
  /** Probabilities of some tokens at a blank; the rest is shared by all tokens */
  readonly expects: (tokens: readonly string[], place: number) => Readonly<Record<string, number>>;
  readonly sentences?: readonly string[];
  readonly heldOut?: readonly string[];
  readonly isOwn?: boolean;
}

/** A desk with a model that answers what a test says. */
export function testDesk({
  vocabulary,
  T = 16,
  expects,
  sentences = [],
  heldOut = [],
  isOwn = false,
}: DeskOptions): Desk {
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
  return {
    ...{ reader: createReader(model, vocabulary), sentences, isOwn, heldOut },
    engine: undefined as unknown as Engine,
    parameters: async () => new Float32Array(),
    onProgress: () => {},
    pause: async () => {},
  };
}
