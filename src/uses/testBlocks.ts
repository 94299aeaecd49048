import type { Block } from '../protocol/uses';

/** The blocks of an answer that are of one kind. */
export const ofKind = <K extends Block['kind']>(blocks: readonly Block[], kind: K) =>
  blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);

/** The sentences of an answer, each with its bold beginning. */
export const saidIn = (blocks: readonly Block[]): string[] =>
  ofKind(blocks, 'says').map(({ strong = '', text }) => `${strong} ${text}`.trim());
