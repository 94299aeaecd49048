import type { CodeFacts } from './facts';
import { textLiteral } from './literals';

/** What the scripts that fill a blank share. */

/** In Python: where the folder is, and the sentence to fill if none is given. */
export const pythonConstants = ({ sentence }: CodeFacts): string =>
  `FOLDER = Path(__file__).resolve().parent.parent
SENTENCE = ${textLiteral(sentence)}`;

/**
 * In Python: prints the five best tokens for each [MASK].
 *
 * @param logits a Python expression of the logits [T, V] of `ids`, [1, T]
 */
export const pythonMain = ({ config }: CodeFacts, logits: string): string =>
  `if __name__ == "__main__":
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    ids = np.array([tokenizer.encode(sys.argv[1] if len(sys.argv) > 1 else SENTENCE).ids], dtype="int64")
    if ids.size > ${config.maxPositionEmbeddings}:
        sys.exit(f"The model reads at most ${config.maxPositionEmbeddings} tokens; this sentence has {ids.size}.")
    logits = ${logits}
    for place in np.flatnonzero(ids[0] == tokenizer.token_to_id("[MASK]")):
        odds = np.exp(logits[place] - logits[place].max())
        for token in odds.argsort()[::-1][:5]:
            print(f"{odds[token] / odds.sum():6.1%}  {tokenizer.id_to_token(int(token))}")
        print()
`;

/**
 * In JavaScript: ends the script where a sentence is longer than the model reads.
 *
 * @param ids a JavaScript expression of its token ids
 */
export const refuseLong = ({ config }: CodeFacts, ids: string): string =>
  `if (${ids}.length > ${config.maxPositionEmbeddings}) {
  console.error(\`The model reads at most ${config.maxPositionEmbeddings} tokens; this sentence has \${${ids}.length}.\`);
  process.exit(1);
}`;
