import type { View } from '../../protocol/look';
import type { Specimen } from '../../store/playground/specimen';
import { hasPieceMark } from '../common/PieceMark';

/** Whether pieces of words stand at the specimen as the vocabulary writes them: as guesses, answers, or of one's own words. */
export function showsPieces(
  { source, tokens, blanks }: Specimen,
  view: View | undefined,
  vocabulary: readonly string[],
): boolean {
  const written = source.kind === 'own' ? tokens : blanks.map((index) => tokens[index]!);
  const guesses = view?.guesses.flat() ?? [];
  return hasPieceMark(
    [...written, ...guesses].map(({ id }) => id),
    vocabulary,
  );
}
