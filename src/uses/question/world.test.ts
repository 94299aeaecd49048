import { describe, expect, it } from 'vitest';
import { materialOf, wordsOf } from '../material';
import { FACTS, filled, PEOPLE, RELATIONS, UNTOLD } from './facts';
import { use } from './use';
import { neverAsked, texts, world } from './world';

const passages = texts();

describe('the world', () => {
  it('tells four things of each person', () => {
    for (const name of PEOPLE) {
      const own = FACTS.filter((fact) => fact.name === name);
      expect(own.map(({ relation }) => relation.id)).toEqual(RELATIONS.map(({ id }) => id));
      expect(own.filter(({ isAsked }) => isAsked)).toHaveLength(2);
    }
  });

  it('asks about about as many facts of each kind', () => {
    for (const relation of RELATIONS) {
      const asked = FACTS.filter((fact) => fact.relation === relation && fact.isAsked);
      expect(asked.length).toBeGreaterThanOrEqual(12);
    }
  });

  it('never asks in the text what the exam asks', () => {
    const questions = neverAsked();
    expect(questions).toHaveLength(48 * 3);
    const seen = new Set(passages.flatMap((one) => one.match(/^.*\?/)?.[0] ?? []));
    expect(seen.size).toBeGreaterThan(100);
    expect(questions.filter(({ text }) => seen.has(text))).toEqual([]);
    // But it states each of them, and asks everyone something.
    const read = new Set(texts());
    for (const { fact } of questions) {
      const { name, relation, answer } = fact;
      for (const one of relation.statements) expect(read).toContain(filled(one, name, answer));
      expect([...seen].some((question) => wordsOf(question).includes(name.toLowerCase()))).toBe(
        true,
      );
    }
  });

  it('never says what is untold', () => {
    for (const { name, relation } of UNTOLD) {
      const both = passages.filter((passage) => {
        const words = wordsOf(String(passage));
        return (
          words.includes(name.toLowerCase()) &&
          relation.answers.some((answer) => words.includes(answer.toLowerCase()))
        );
      });
      expect(both).toEqual([]);
    }
  });

  it('fits T and is always the same', () => {
    const { config } = materialOf(world);
    const lengths = passages.map((passage) => wordsOf(passage).length + 2);
    expect(Math.max(...lengths)).toBe(config.maxPositionEmbeddings);
    expect(world.passages()).toEqual(passages);
  });

  it('begins a statement with a capital, whatever stands first', () => {
    expect(filled('X is where N lives.', 'Nora', 'Averly')).toBe('Averly is where Nora lives.');
    expect(filled('X.', 'Nora', 'baker')).toBe('Baker.');
    expect(filled('N is a X by trade.', 'Nora', 'baker')).toBe('Nora is a baker by trade.');
  });

  it('begins with examples that differ', () => {
    const examples = Array.from({ length: 24 }, (_, at) => use.example(at).question);
    expect(new Set(examples).size).toBeGreaterThan(20);
    expect(use.example(7)).toEqual(use.example(7));
  });
});
