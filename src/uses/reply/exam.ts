import { wordsOf } from '../material';
import { createBm25 } from '../rivals/bm25';
import { ibmModel1 } from '../rivals/ibmModel1';
import type { Desk, Sitting } from '../use';
import { CANDIDATES, type Choice, choices, hit } from './candidates';
import type { Dialogue } from './language';
import { followsOdds, likelihoods, modelOneLikelihood } from './scorers';
import { readDialogues } from './world';

/** Questions of the exam, twelve for each held-out pair of item and question */
const ITEMS_ASKED = 192;

/** Scores of the replies to choose from. */
type Scorer = (choice: Choice) => ArrayLike<number>;

/** The nearest dialogue answers: each reply by its likeness to what was replied to the utterance most like this one. */
function nearestDialogue(dialogues: readonly Dialogue[]): Scorer {
  const utterances = createBm25(dialogues.map(({ utterance }) => wordsOf(utterance)));
  return ({ dialogue, replies }) => {
    const scores = utterances.scores(wordsOf(dialogue.utterance));
    let best = 0;
    for (let d = 1; d < scores.length; d++) if (scores[d]! > scores[best]!) best = d;
    const candidates = createBm25(replies.map((reply) => wordsOf(reply)));
    return candidates.scores(wordsOf(dialogues[best]!.reply));
  };
}

/** Words that stood in one dialogue: p of each word of the reply given the words of what is said. */
function modelOne(dialogues: readonly Dialogue[]): Scorer {
  const model = ibmModel1(
    dialogues.map(({ utterance, reply }) => ({
      source: wordsOf(utterance),
      target: wordsOf(reply),
    })),
  );
  return ({ dialogue, replies }) =>
    replies.map((reply) => modelOneLikelihood(model, dialogue.utterance, reply));
}

export async function exam({ reader }: Desk): Promise<readonly Sitting[]> {
  const asked = choices(ITEMS_ASKED);
  const pairs = asked.flatMap(({ dialogue, replies }) =>
    replies.map((reply) => reader.encode(dialogue.utterance, reply)),
  );
  const byRows = async (score: typeof likelihoods) => {
    const scores = await score(reader, pairs);
    return asked.map(({ right }, i) =>
      hit(scores.subarray(i * CANDIDATES, (i + 1) * CANDIDATES), right),
    );
  };
  const byScorer = (scorer: Scorer) => asked.map((choice) => hit(scorer(choice), choice.right));
  const dialogues = readDialogues();
  const rows = [
    { who: 'model', name: 'This model, by likelihood', scores: await byRows(likelihoods) },
    {
      who: 'nextSentence',
      name: 'This model, by next sentence',
      scores: await byRows(followsOdds),
    },
    {
      who: 'ibmModel1',
      name: 'Words that went together (IBM Model 1)',
      scores: byScorer(modelOne(dialogues)),
    },
    {
      who: 'bm25',
      name: 'Reply of the nearest dialogue (BM25)',
      scores: byScorer(nearestDialogue(dialogues)),
    },
  ];
  const mentions = asked.map(({ dialogue }) => dialogue.aside !== undefined);
  return [
    {
      id: 'reply',
      title: 'Right reply among ten, requests never seen',
      chance: 1 / CANDIDATES,
      rows,
    },
    {
      id: 'aside',
      title: 'The same, only where another item is mentioned too',
      chance: 1 / CANDIDATES,
      rows: rows.map((row) => ({ ...row, scores: row.scores.filter((_, i) => mentions[i]) })),
    },
  ];
}
