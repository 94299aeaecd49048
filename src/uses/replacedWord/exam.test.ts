import { expect, it } from 'vitest';
import { materialOf } from '../material';
import { testDesk } from '../testDesk';
import { exam, sit } from './exam';
import { thirtyNights } from './story';
import { world } from './world';

const { vocabulary } = materialOf(world);
const { read, heldOut } = thirtyNights();
const share = (scores: ArrayLike<number>) =>
  Array.from(scores).reduce((a, b) => a + b, 0) / scores.length;

/** A model that looks up which whole sentence it is by the words that are left, and expects its words; else all alike. */
function knowing(sentences: readonly string[]) {
  const { reader } = testDesk({ vocabulary, T: 32, expects: () => ({}) });
  const whole = sentences.map((sentence) =>
    Array.from(reader.encode(sentence).ids, (id) => vocabulary.tokens[id]!),
  );
  return testDesk({
    ...{ vocabulary, T: 32, sentences: [...read, ...heldOut], heldOut: sentences, isOwn: true },
    expects(tokens, place) {
      const own = whole.find(
        (one) =>
          one.length === tokens.length && one.filter((token, t) => token !== tokens[t]).length <= 3,
      );
      return own ? { [own[place]!]: 0.99 } : {};
    },
  });
}

it('gives a model that knows the whole sentences all that is replaced or swapped', async () => {
  const asked = heldOut.slice(0, 6);
  const [replaced, told, swapped, missing] = await sit(knowing(asked), {
    ...{ read, asked, times: 4, title: '', rivals: [] },
    faults: ['replaced', 'swapped', 'missing'],
  });
  const model = [replaced, told, swapped, missing].map((sitting) =>
    share(sitting!.rows[0]!.scores),
  );
  expect(model.slice(0, 3)).toEqual([1, 1, 1]);
  // It knows no sentence of this length.
  expect(model[3]).toBeLessThan(0.5);
  expect(replaced!.rows[0]!.scores).toHaveLength(24);
  expect(replaced!.chance).toBeGreaterThan(1 / 20);
  expect(replaced!.chance).toBeLessThan(1 / 6);
});

it('has the rivals find words in the same sentences, from what they read', async () => {
  const asked = heldOut.slice(0, 8);
  const [replaced, told] = await exam(knowing(asked));
  for (const { rows } of [replaced!, told!]) {
    expect(rows.map(({ who }) => who)).toEqual(['model', '2', '2-tried']);
    expect(new Set(rows.map(({ scores }) => scores.length)).size).toBe(1);
  }
  expect(share(replaced!.rows[2]!.scores)).toBeGreaterThan(2 * replaced!.chance!);
});

it('asks about a person’s own text: sentences kept from it, or a tenth, or none that is too short', async () => {
  const desk = knowing(heldOut.slice(0, 2));
  expect((await exam(desk))[0]!.title).not.toContain('may have read');
  const [any] = await exam({ ...desk, heldOut: [], sentences: heldOut });
  expect(any!.title).toContain('may have read');
  expect(any!.rows[0]!.scores.length).toBe(3 * Math.ceil(heldOut.length / 10));
  expect(await exam({ ...desk, heldOut: [], sentences: ['Hm.', 'Well.'] })).toEqual([]);
});
