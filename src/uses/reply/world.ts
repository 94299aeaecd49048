import { withoutWords } from '../reader';
import type { Gate, Passage, World } from '../use';
import { heldOutDialogues, ITEMS, trainingDialogues } from './language';

/** Dialogues that the model reads. */
const DIALOGUES = 4800;
/** Held-out dialogues that the gate asks about */
const ASKED = 64;

/** Answers of next-sentence prediction, under BERT's names for them. */
export const LABEL_TOKENS = ['[IsNext]', '[NotNext]'] as const;

const passageOf = ({ utterance, reply }: { utterance: string; reply: string }): Passage => [
  utterance,
  reply,
];

const gate: Gate = {
  name: 'Right item’s part at the blank of the reply',
  chance: 1 / Object.keys(ITEMS).length,
  from: 0.5,
  async measure(reader) {
    const dialogues = heldOutDialogues(ASKED);
    const rows = dialogues.map(({ utterance, reply, part }) => {
      const encoded = reader.encode(utterance, reply);
      return withoutWords(
        encoded,
        encoded.words.filter(({ text, segment }) => segment === 1 && text === part),
      );
    });
    const idOf = new Map(reader.vocabulary.tokens.map((token, id) => [token, id]));
    const asked = await reader.ask(rows);
    let sum = 0;
    dialogues.forEach(({ item }, i) => {
      const p = asked[i]!.logProbabilities(0);
      for (const part of ITEMS[item]) sum += Math.exp(p[idOf.get(part)!]!);
    });
    return sum / dialogues.length;
  },
};

/** What the model reads. */
export const readDialogues = () => trainingDialogues(DIALOGUES);

/** A language of questions in a workshop and replies to them. */
export const world: World = {
  id: 'reply',
  recipe: { maxPositionEmbeddings: 20, maxSteps: 7200 },
  passages: () => readDialogues().map(passageOf),
  labelTokens: LABEL_TOKENS,
  nextSentence: { from: 4000, asksWordsOfOthers: false },
  heldOut: () => heldOutDialogues(ASKED).map(passageOf),
  gate,
};
