import { formatCount, formatPercent } from '../../base/format';
import { listed } from '../../base/words';
import type { Answer, Block, Values } from '../../protocol/uses';
import { wordsOf } from '../material';
import { type Reader, type Word, withoutWords } from '../reader';
import { occluded } from '../score/occlusion';
import { type Desk, PlayError } from '../use';
import { isKnown, isWordy, quoted, quotedSome } from '../words';
import { type Asking, askingOf, bestTokens, clozeOf, hasBlank, rowOf, why } from './asking';
import { type Fact, filled, HALF_KNOWN, PEOPLE, RELATIONS } from './facts';
import { type Known, knownOf, shown } from './known';
import { byTable, nearest } from './rivals';

/** Answers that are listed */
const LISTED = 5;

/** @throws PlayError where there is nothing to answer, or too much to read */
function read(reader: Reader, text: string): Asking {
  if (!isWordy(text.replace(/\[mask\]/gi, ''))) {
    throw new PlayError(
      'Type a question, such as “Where does Nora live?”, or a statement with a blank: “Nora lives in ___.”',
    );
  }
  const asking = hasBlank(text)
    ? clozeOf(reader, text)
    : askingOf(reader, /\?\s*$/.test(text) ? text : `${text.trim().replace(/[.!]+$/, '')}?`);
  if (!asking || asking.encoded.isCut) {
    const most = reader.config.maxPositionEmbeddings;
    throw new PlayError(
      `This is too long: the model reads ${most - 6} words at once, and this has ${formatCount(wordsOf(text).filter(isWordy).length)}. Ask for one thing in a short sentence.`,
    );
  }
  return asking;
}

function strangers({ encoded, blank }: Asking): Block[] {
  const strange = encoded.words
    .filter((word) => word !== blank && !isKnown(encoded, word))
    .map(({ text }) => text);
  if (strange.length === 0) return [];
  return [
    {
      kind: 'says',
      text: `The model has never read ${quotedSome(strange)}. It knows ${listed([...PEOPLE, ...HALF_KNOWN] as unknown as [string, ...string[]])}, and questions such as ${listed(RELATIONS.map(({ questions }) => `“${filled(questions[0]!, PEOPLE[0]!)}”`) as [string, ...string[]])}`,
    },
  ];
}

/** The fact that makes this answer right, or else one that would be. */
const factOf = ({ facts, right }: Known, answer: string): Fact | undefined =>
  (right.has(answer.toLowerCase())
    ? facts.find((fact) => [fact.name, fact.answer].includes(answer))
    : undefined) ?? facts[0];

/** What the text says, and whether that is what the model answered. */
function verdict(known: Known | undefined, answer: string, isQuestion: boolean): Block {
  if (!known) {
    return {
      ...{ kind: 'says', strong: 'Nobody can say.' },
      text: 'The text neither asks nor says it in these words.',
    };
  }
  const fact = factOf(known, answer);
  if (!fact) {
    return {
      ...{ kind: 'says', strong: 'Never told.' },
      text: `The text does not say this. The model answers all the same, with ${quoted(answer)}: it cannot say that it does not know.`,
    };
  }
  const told = `The text says: “${filled(fact.relation.statements[0]!, fact.name, fact.answer)}”`;
  const asks = fact.isAsked ? ' It asks this too.' : ' It never asks this.';
  return {
    ...{ kind: 'says', strong: known.right.has(answer.toLowerCase()) ? 'Right.' : 'Wrong.' },
    text: isQuestion ? told + asks : told,
  };
}

/** What the words of the question did: each hidden in turn, and what hiding the strongest would change. */
async function reasons(reader: Reader, asking: Asking, token: number, p: number): Promise<Block[]> {
  const { encoded, blank, typed } = asking;
  const words = typed.filter((word) => word !== blank && isWordy(word));
  const falls = await why(reader, asking, words, token);
  const most = Math.max(...falls);
  if (!(most > 0)) return [];
  const strongest = words[falls.indexOf(most)]!;
  const without = withoutWords(occluded(encoded, [strongest]), [blank]);
  const [asked] = await reader.ask([without]);
  const left = asked!.logProbabilities(0);
  const [first] = bestTokens(left, 1);
  const name = (id: number) => quoted(shown(reader.vocabulary.tokens[id]!));
  const instead = first === token ? 'and stays first' : `and ${name(first!)} comes first`;
  const at = new Map<Word, number>(words.map((word, i) => [word, falls[i]!]));
  return [
    {
      kind: 'sentence',
      title: `Why ${name(token)}`,
      words: encoded.words.map((word) => {
        if (word === blank) return { text: '___', is: 'blank' as const };
        const fall = at.get(word);
        if (fall === undefined) return { text: word.text };
        return {
          ...{ text: word.text, strength: Math.min(1, Math.abs(fall) / most) },
          tone: fall > 0 ? ('blue' as const) : ('orange' as const),
          note: `hidden, ln p of the answer ${fall > 0 ? 'falls' : 'rises'} by ${Math.abs(fall).toFixed(2)}`,
        };
      }),
    },
    {
      kind: 'says',
      text: `Hide ${quoted(strongest.text)} and ${name(token)} goes from ${formatPercent(p, 1)} to ${formatPercent(Math.exp(left[token]!), 1)}, ${instead}.`,
    },
  ];
}

/** What finding words finds. */
function rivals(text: string, known: Known | undefined): Block[] {
  const found: Block = {
    ...{ kind: 'says', strong: 'BM25' },
    text: `finds as the most similar sentence: “${nearest(text)}”`,
  };
  const [fact] = known?.facts ?? [];
  if (!fact || !known!.right.has(fact.answer.toLowerCase())) return [found];
  const answer = byTable(fact.name, fact.relation);
  return [
    found,
    {
      ...{ kind: 'says', strong: 'A table' },
      text: `of which words share a sentence, told which answers there are to choose from (${fact.relation.answers.join(', ')}), says ${quoted(answer)}.`,
    },
  ];
}

/** Answers a question, or fills the blank of a statement. */
export async function play(
  { reader }: Desk,
  values: Values,
): Promise<Omit<Answer, 'milliseconds'>> {
  const text = values.question ?? '';
  const asking = read(reader, text);
  const { blank, typed, isQuestion } = asking;
  const [asked] = await reader.ask([rowOf(asking)]);
  const logs = asked!.logProbabilities(0);
  const ids = bestTokens(logs, LISTED);
  const token = (id: number) => reader.vocabulary.tokens[id]!;
  const known = knownOf(
    typed.map((word) => (word === blank ? undefined : word.text.toLowerCase())),
  );
  const p = ids.map((id) => Math.exp(logs[id]!));
  return {
    blocks: [
      ...strangers(asking),
      {
        kind: 'ranking',
        unit: 'probability',
        rows: ids.map((id, i) => ({
          words: [{ text: shown(token(id)) }],
          ...{ share: p[i]!, shown: formatPercent(p[i]!, 1) },
          ...(known && known.facts.length > 0 && { isRight: known.right.has(token(id)) }),
        })),
      },
      verdict(known, shown(token(ids[0]!)), isQuestion),
      ...(await reasons(reader, asking, ids[0]!, p[0]!)),
      ...rivals(text, known),
    ],
  };
}
