import { wordsOf } from '../material';
import { createBm25 } from '../rivals/bm25';
import { ibmModel1 } from '../rivals/ibmModel1';
import { argmax } from '../score/argmax';
import type { Desk, Sitting } from '../use';
import { CANDIDATES, type Choice, choices, hit, randomChoices } from './candidates';
import type { Dialogue } from './language';
import { followsOdds, likelihoods, modelOneLikelihood } from './scorers';
import { readDialogues } from './world';

/** Questions of the exam, twelve for each held-out pair of item and question */
const ITEMS_ASKED = 192;

/** Rounds of expectation maximization */
const ROUNDS = 30;

/** Scores of the replies to choose from. */
type Scorer = (choice: Choice) => ArrayLike<number>;

/** The nearest dialogue answers: each reply by its likeness to what was replied to the utterance most like this one. */
function nearestDialogue(dialogues: readonly Dialogue[]): Scorer {
  const utterances = createBm25(dialogues.map(({ utterance }) => wordsOf(utterance)));
  return ({ dialogue, replies }) => {
    const scores = utterances.scores(wordsOf(dialogue.utterance));
    const candidates = createBm25(replies.map((reply) => wordsOf(reply)));
    return candidates.scores(wordsOf(dialogues[argmax(scores)]!.reply));
  };
}

/** Words that stood in one dialogue: p of each word of the reply given the words of what is said. */
function modelOne(dialogues: readonly Dialogue[]): Scorer {
  const model = ibmModel1(
    dialogues.map(({ utterance, reply }) => ({
      source: wordsOf(utterance),
      target: wordsOf(reply),
    })),
    ROUNDS,
  );
  return ({ dialogue, replies }) =>
    replies.map((reply) => modelOneLikelihood(model, dialogue.utterance, reply));
}

let trained: { readonly byWords: Scorer; readonly byNearest: Scorer } | undefined;

/** The rivals, trained once in a worker: they are the same for every model. */
function rivals() {
  if (!trained) {
    const dialogues = readDialogues();
    trained = { byWords: modelOne(dialogues), byNearest: nearestDialogue(dialogues) };
  }
  return trained;
}

export async function exam({ reader, pause }: Desk): Promise<readonly Sitting[]> {
  const byModel = async (asked: readonly Choice[], score: typeof likelihoods) => {
    const pairs = asked.flatMap(({ dialogue, replies }) =>
      replies.map((reply) => reader.encode(dialogue.utterance, reply)),
    );
    const scores = await score(reader, pairs);
    return asked.map(({ right }, i) =>
      hit(scores.subarray(i * CANDIDATES, (i + 1) * CANDIDATES), right),
    );
  };
  const { byWords, byNearest } = rivals();
  const rowsOf = async (asked: readonly Choice[]) => {
    const by = async (scorer: Scorer) => {
      await pause();
      return asked.map((choice) => hit(scorer(choice), choice.right));
    };
    return [
      {
        who: 'model',
        name: 'The model, by likelihood',
        scores: await byModel(asked, likelihoods),
      },
      {
        who: 'model/nextSentence',
        name: 'The model, by next sentence',
        scores: await byModel(asked, followsOdds),
      },
      {
        who: 'ibmModel1',
        name: 'IBM Model 1',
        scores: await by(byWords),
      },
      {
        who: 'bm25',
        name: 'Reply of the most similar dialogue (BM25)',
        scores: await by(byNearest),
      },
    ];
  };
  const hard = choices(ITEMS_ASKED);
  const rows = await rowsOf(hard);
  const mentions = hard.map(({ dialogue }) => dialogue.aside !== undefined);
  const chance = 1 / CANDIDATES;
  return [
    { id: 'reply', title: 'The right reply among ten, to questions never read', chance, rows },
    {
      ...{ id: 'aside', title: 'The same, where another thing is mentioned too', chance },
      rows: rows.map((row) => ({ ...row, scores: row.scores.filter((_, i) => mentions[i]) })),
    },
    {
      ...{
        id: 'random',
        title: 'The same questions, the other nine replies drawn at random',
        chance,
      },
      rows: await rowsOf(randomChoices(ITEMS_ASKED)),
    },
  ];
}
