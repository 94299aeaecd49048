import type { Desk, Sitting } from '../use';
import { answeredRight, askingOf, clozeOf, rowOf, topTokens } from './asking';
import { FACTS, filled, RELATIONS, UNTOLD } from './facts';
import { answerIn, byTable, majority, nearest, together } from './rivals';
import { neverAsked } from './world';

const CHANCE = 1 / RELATIONS[0]!.answers.length;
const ANSWERS = RELATIONS.flatMap(({ answers }) => answers);

const score = (isRight: boolean) => (isRight ? 1 : 0);

const TABLE = { who: 'table', name: 'Table of words in one sentence, told the kind of answer' };
const MAJORITY = { who: 'majority', name: 'The most frequent answer of the right kind' };

export async function exam({ reader }: Desk): Promise<Sitting[]> {
  const questions = neverAsked();
  const statements = FACTS.flatMap((fact) =>
    fact.relation.statements.map((template) => ({ fact, template })),
  );
  const clozes = statements.map(({ fact: { name, answer, relation }, template }) => ({
    asking: clozeOf(reader, filled(template, name, '___'))!,
    ...{ name, answer, relation },
  }));
  const filledIn = await topTokens(
    reader,
    clozes.map(({ asking }) => rowOf(asking)),
  );
  const untold = UNTOLD.flatMap(({ name, relation }) =>
    relation.questions.map((template) => ({ name, relation, text: filled(template, name) })),
  );
  const top = async (texts: readonly { readonly text: string }[]) =>
    topTokens(
      reader,
      texts.map(({ text }) => rowOf(askingOf(reader, text))),
    );
  const [told, never] = [await top(questions), await top(untold)];
  const most = (name: string, { answers }: (typeof RELATIONS)[number]) =>
    Math.max(...answers.map((answer) => together(name, answer)));
  /** For each told one the share of the untold that have less, half for a draw */
  const above = (values: readonly number[], others: readonly number[]) =>
    values.map(
      (value) =>
        others.reduce((sum, other) => sum + (Math.sign(value - other) + 1) / 2, 0) / others.length,
    );
  return [
    {
      ...{ id: 'asked', title: 'Questions never asked in the text, answered right' },
      chance: CHANCE,
      rows: [
        { who: 'model', name: 'The model', scores: await answeredRight(reader, questions) },
        {
          ...TABLE,
          scores: questions.map(({ fact: { name, relation, answer } }) =>
            score(byTable(name, relation) === answer),
          ),
        },
        {
          ...{
            who: 'bm25kind',
            name: 'Most similar sentence with the right kind of answer (BM25)',
          },
          scores: questions.map(({ text, fact: { relation, answer } }) =>
            score(answerIn(nearest(text, relation.answers), relation.answers) === answer),
          ),
        },
        {
          ...{ who: 'bm25', name: 'Most similar sentence (BM25)' },
          scores: questions.map(({ text, fact: { answer } }) =>
            score(answerIn(nearest(text, ANSWERS), ANSWERS) === answer),
          ),
        },
        {
          ...MAJORITY,
          scores: questions.map(({ fact: { relation, answer } }) =>
            score(majority(relation) === answer),
          ),
        },
      ],
    },
    {
      ...{ id: 'stated', title: 'The text’s own statements, with the answer hidden' },
      chance: CHANCE,
      rows: [
        {
          ...{ who: 'model', name: 'The model' },
          scores: clozes.map(({ answer }, i) =>
            score(reader.vocabulary.tokens[filledIn[i]!.id] === answer.toLowerCase()),
          ),
        },
        {
          ...TABLE,
          scores: clozes.map(({ name, relation, answer }) =>
            score(byTable(name, relation) === answer),
          ),
        },
        {
          ...MAJORITY,
          scores: clozes.map(({ relation, answer }) => score(majority(relation) === answer)),
        },
      ],
    },
    {
      ...{ id: 'untold', title: 'Surer of what the text says than of what it never says' },
      chance: 0.5,
      rows: [
        {
          ...{ who: 'model', name: 'The model, by the probability of its answer' },
          scores: above(
            told.map(({ p }) => p),
            never.map(({ p }) => p),
          ),
        },
        {
          ...{ who: 'table', name: 'Table of words in one sentence, by its counts' },
          scores: above(
            questions.map(({ fact: { name, relation } }) => most(name, relation)),
            untold.map(({ name, relation }) => most(name, relation)),
          ),
        },
      ],
    },
  ];
}
