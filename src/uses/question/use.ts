import type { Use } from '../use';
import { exam } from './exam';
import { FACTS, filled, PEOPLE, RELATIONS, UNTOLD } from './facts';
import { play } from './play';
import { neverAsked, world } from './world';

/** A question never asked, a statement with a blank, something never told, a stranger. */
function example(at: number): { question: string } {
  const questions = neverAsked();
  // Steps that share no factor with the counts, so that all come before any comes again
  const some = <T>(of: readonly T[], step: number) => of[(at * step) % of.length]!;
  const fact = some(FACTS, 29);
  if (at % 6 === 2)
    return { question: filled(some(fact.relation.statements, 1), fact.name, '___') };
  if (at % 6 === 3)
    return { question: filled(some(fact.relation.statements, 1), '___', fact.answer) };
  if (at % 6 === 4) {
    const { name, relation } = some(UNTOLD, 5);
    return { question: filled(relation.questions[0]!, name) };
  }
  if (at % 6 === 5) return { question: filled(some(RELATIONS, 3).questions[0]!, 'Santa') };
  return { question: some(questions, 49).text };
}

export const use: Use = {
  about: {
    id: 'question',
    title: 'Ask a question',
    known: 'question answering',
    lead: `The model read what ${PEOPLE.length} people do: where they live, their work, their animal and their instrument. Half of these facts it also met as a question with its answer, the other half never. It is asked those, and has no text to look into: all that it knows is in its weights.`,
    fields: [
      {
        ...{ id: 'question', label: 'Question, or a statement with a blank', kind: 'line' },
        hint: `Such as “Where does Nora live?” or “Nora plays the ___.” It knows ${PEOPLE.join(', ')}.`,
      },
    ],
    claim:
      'It answers questions about what it read only as statements, because it met questions of the same form about other facts. Whoever keeps the text does better by looking: a table of which words share a sentence, told the kind of answer, is always right. The model was told neither which words are answers nor what a question asks for.',
    limits:
      'A model of this size and training holds about a hundred facts. It always answers, even where the text says nothing. It may fail at questions in other words than those of the text. It reads no passage to find an answer there: copying from a passage did not take off at this size.',
    sources: [
      {
        text: 'Petroni, Rocktäschel, Riedel, Lewis, Bakhtin, Wu and Miller, “Language models as knowledge bases?”, EMNLP 2019: facts as cloze statements (LAMA)',
        url: 'https://aclanthology.org/D19-1250/',
      },
      {
        text: 'Roberts, Raffel and Shazeer, “How much knowledge can you pack into the parameters of a language model?”, EMNLP 2020: closed-book question answering',
        url: 'https://aclanthology.org/2020.emnlp-main.437/',
      },
    ],
    takesAnyModel: false,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example,
  play,
  exam,
};
