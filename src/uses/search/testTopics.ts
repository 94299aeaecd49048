import { materialOf } from '../material';
import { createReader } from '../reader';
import { deskOf } from '../testDesk';
import { STUB_D, stubModel } from '../testReader';
import type { Desk } from '../use';
import { TOPIC_WORDS } from './topics';
import { world } from './world';

/**
 * A model that knows the topics: at a word of a topic it says all words of that topic, the word itself most; its state there
 * points to the topic. At other words it says that word.
 */
export function topicDesk(changed: Partial<Desk> = {}): Desk {
  const { vocabulary, passages } = materialOf(world);
  const topics = vocabulary.tokens.map((token) => TOPIC_WORDS.get(token)?.topic);
  const { model } = stubModel({
    ...{ vocabulary, T: 16 },
    logits: (ids, place) =>
      topics.map((topic, id) => {
        if (id === ids[place]) return 8;
        return topic !== undefined && topic === topics[ids[place]!] ? 6 : 0;
      }),
    state(ids, place) {
      const topic = topics[ids[place]!];
      const state = new Float32Array(STUB_D);
      if (topic !== undefined) {
        // 20 directions in four dimensions: two angles.
        for (const i of [0, 2]) {
          const angle = (2 * Math.PI * topic * (i + 1)) / 20;
          state[i] = Math.cos(angle);
          state[i + 1] = Math.sin(angle);
        }
      }
      return state;
    },
  });
  const sentences = passages.filter((_, i) => i % 11 === 0) as readonly string[];
  return deskOf(createReader(model, vocabulary), { sentences, ...changed });
}
