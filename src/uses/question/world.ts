import type { World } from '../use';
import { answeredRight, answerOf, type Question } from './asking';
import { FACTS, filled } from './facts';

/** The text states each fact in five ways, and asks about half of them. */
const statements = (): string[] =>
  FACTS.flatMap(({ name, relation, answer }) =>
    relation.statements.map((template) => filled(template, name, answer)),
  );

const asked = (): (readonly [question: string, answer: string])[] =>
  FACTS.filter(({ isAsked }) => isAsked).flatMap(({ name, relation, answer }) =>
    relation.questions.map(
      (template) => [filled(template, name), filled(answerOf('X'), name, answer)] as const,
    ),
  );

/** All that the text says, as a person reads it: statements, and questions with their answers. */
export const texts = (): string[] => [...statements(), ...asked().map((pair) => pair.join(' '))];

/** Every question about a fact that the text only states. */
export const neverAsked = (): readonly Question[] =>
  FACTS.filter(({ isAsked }) => !isAsked).flatMap((fact) =>
    fact.relation.questions.map((template) => ({ fact, text: filled(template, fact.name) })),
  );

export const world: World = {
  id: 'question',
  // Without so much decay the questions are learned by heart, and fewer of those never asked are answered.
  recipe: { maxPositionEmbeddings: 13, maxSteps: 8000, mlmProbability: 0.25, weightDecay: 0.1 },
  passages: () => [...statements(), ...asked()],
  gate: {
    name: 'Questions never asked, answered right',
    chance: 1 / 8,
    from: 0.9,
    async measure(reader) {
      const scores = await answeredRight(reader, neverAsked());
      return scores.reduce((a, b) => a + b, 0) / scores.length;
    },
  },
};
