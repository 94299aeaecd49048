import { expect, it } from 'vitest';
import { savedRun } from '../../storage/testRuns';
import { byExam, conditionsOf, haveSeeds, settingRows, shortNames } from './conditions';

const run = (id: string, settings = {}, rest = {}) => savedRun(id, { settings, ...rest });

it('takes runs that differ only in their seed as one, where it is asked to', () => {
  const runs = [
    run('a', { seed: 2 }, { name: 'Bread · seed 2' }),
    run('b', { mlmProbability: 0.4 }, { name: 'Bread · 40 % hidden' }),
    run('c', { backend: 'wasm' }, { name: 'Bread' }),
    run('d', {}, { step: 20, name: 'Bread (2)' }),
    run('e', { seed: 2 }, { name: 'Bread · seed 2 (2)' }),
  ];
  const ids = (together: boolean) =>
    conditionsOf(runs, together).map((condition) => condition.runs.map(({ id }) => id).join(''));
  expect(ids(false)).toEqual(['a', 'b', 'c', 'd', 'e']);
  // The least seed first; another step is another condition, and so is the same seed again.
  expect(ids(true)).toEqual(['ca', 'b', 'd', 'e']);
  expect(conditionsOf(runs, true)[0]).toMatchObject({ letters: 'A, C', name: 'Bread · 2 seeds' });
  expect(conditionsOf(runs, true)[2]).toMatchObject({ letters: 'D', place: 3 });
  expect(haveSeeds(runs)).toBe(true);
  expect(haveSeeds(runs.slice(0, 2))).toBe(false);
});

it('shortens names by what all share, and never to nothing', () => {
  expect(shortNames(['Bread · 40 % hidden', 'Bread · left only'])).toEqual([
    '40 % hidden',
    'left only',
  ]);
  expect(shortNames(['Bread', 'Bread · left only'])).toEqual(['Bread', 'left only']);
  expect(shortNames(['Bread · seed 2'])).toEqual(['Bread · seed 2']);
});

it('puts settings that differ apart from those that are the same', () => {
  const { differ, same } = settingRows(
    conditionsOf([run('a'), run('b', { mlmProbability: 0.4, seed: 3 })], false),
  );
  expect(differ).toEqual([
    { key: 'mlmProbability', label: 'Mask ratio', values: ['15 %', '40 %'] },
    { key: 'seed', label: 'Seed', values: ['1', '3'] },
  ]);
  expect(same.map(({ key }) => key)).toContain('learningRate');
});

it('says of a setting that was changed on the way that its value is only the last', () => {
  const changed = run('b', { mlmProbability: 0.4 }, { changed: ['mlmProbability'] });
  const rows = (...runs: (typeof changed)[]) =>
    settingRows(conditionsOf(runs, false)).differ.map(({ values }) => values);
  expect(rows(run('a'), changed)).toEqual([['15 %', '40 %, changed on the way']]);
  // Two that end alike may have begun apart.
  const both = '40 %, changed on the way';
  expect(rows(changed, { ...changed, id: 'c' })).toEqual([[both, both]]);
});

it('groups runs by the exam that they sat', () => {
  const other = { exam: { ...savedRun('x').exam, id: 'other' } };
  const groups = byExam([run('a'), run('b', {}, other), run('c')]);
  expect(groups.map(({ runs }) => runs.map(({ id }) => id))).toEqual([['a', 'c'], ['b']]);
});
