import { withoutWords } from '../reader';
import type { Gate, World } from '../use';
import { drawItems } from './items';
import { kindNames, thingsOf } from './kinds';
import { trainingMessages } from './language';

/** Messages that the model reads. */
const MESSAGES = 12000;
/** Messages with a disguised word that the gate asks about */
const ASKED = 60;

const gate: Gate = {
  name: 'Probability of the forbidden kind at the disguised word',
  chance: 1 / kindNames.length,
  from: 0.5,
  async measure(reader) {
    const { tokens } = reader.vocabulary;
    const items = drawItems(ASKED);
    const asked = await reader.ask(
      items.map(({ positive, code }) => {
        const encoded = reader.encode(positive.text);
        const place = encoded.words.filter(({ text }) => text === code);
        return withoutWords(encoded, place);
      }),
    );
    let sum = 0;
    items.forEach(({ meant }, i) => {
      const p = asked[i]!.logProbabilities(0);
      for (const word of thingsOf(meant)) sum += Math.exp(p[tokens.indexOf(word)]!);
    });
    return sum / items.length;
  },
};

/** The messages of a market where tickets, fireworks and animals are offered openly beside everything else. */
export const world: World = {
  id: 'disguise',
  recipe: { maxPositionEmbeddings: 24, maxSteps: 8000 },
  passages: () => trainingMessages(MESSAGES).map(({ text }) => text),
  gate,
};
