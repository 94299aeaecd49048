import { CONTINUATION, FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { Term } from '../glossary/Term';

/** Whether one of these tokens, as the vocabulary writes them, begins with the sign of a piece that continues a word. */
export const hasPieceMark = (ids: readonly number[], vocabulary: readonly string[]): boolean =>
  ids.some((id) => id >= FIRST_PIECE_ID && vocabulary[id]?.startsWith(CONTINUATION));

/** What that sign means: the beginning or all of a sentence, without its full stop. */
export function PieceMark() {
  return (
    <>
      <span className="mono">{CONTINUATION}</span> marks a <Term id="wordPiece">piece</Term> that
      continues a word
    </>
  );
}
