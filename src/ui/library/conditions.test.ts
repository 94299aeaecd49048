import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { savedRun } from '../../storage/testRuns';
import { defaultName } from '../../store/library/runName';
import { byExam, conditionsOf, haveSeeds, settingRows, shortNames } from './conditions';

const run = (id: string, settings = {}, rest = {}) => savedRun(id, { settings, ...rest });

it('takes runs that differ only in their seed as one, where it is asked to', () => {
  const runs = [
    run('a', { seed: 2 }, { name: 'Bread · seed 2' }),
    run('b', { mlmProbability: 0.4 }, { name: 'Bread · mask ratio 40 %' }),
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
  // The best step of each seed is another one.
  const best = [30, 35].map((step, seed) => run(`${step}`, { seed }, { step, isBest: true }));
  expect(conditionsOf([...best, run('a', { seed: 3 }, { step: 30 })], true)).toHaveLength(2);
  expect(haveSeeds(runs.slice(0, 2))).toBe(false);
});

it('shortens names by what all share, and never to nothing', () => {
  expect(shortNames(['Bread · mask ratio 40 %', 'Bread · before only'])).toEqual([
    'mask ratio 40 %',
    'before only',
  ]);
  expect(shortNames(['Bread', 'Bread · before only'])).toEqual(['Bread', 'before only']);
  expect(shortNames(['Bread · seed 2'])).toEqual(['Bread · seed 2']);
});

it('calls runs that nobody has named by the settings that differ', () => {
  const text = { name: 'Bread', builtIn: 'bread', characters: 9, hash: 1 };
  const many = { numAttentionHeads: 2, numHiddenLayers: 1, batchSize: 8, learningRate: 0.01 };
  /** As it is kept, under its default name. */
  const kept = (id: string, settings = {}, name?: string) => {
    const all = { ...DEFAULT_SETTINGS, ...settings };
    return run(id, settings, { text, name: name ?? defaultName('Bread', all, []) });
  };
  const names = (...runs: ReturnType<typeof kept>[]) =>
    conditionsOf(runs, false).map(({ name }) => name);
  const [a, b] = [kept('a', many), kept('b', { ...many, mlmProbability: 0.4 })];
  expect(b.name).toContain('2 more');
  expect(names(a, b)).toEqual(['mask ratio 15 %', 'mask ratio 40 %']);
  // A number behind it is no name of one's own, and where nothing differs the names are all there is.
  expect(names(a, { ...b, name: `${b.name} (2)` })).toEqual(['mask ratio 15 %', 'mask ratio 40 %']);
  expect(names(kept('a'), kept('b', {}, 'Bread (2)'))).toEqual(['Bread', 'Bread (2)']);
  expect(names(kept('a', many, 'Mine'), b, kept('c', { ...many, seed: 2 }))).toEqual([
    'Mine',
    'mask ratio 40 % · seed 1',
    'mask ratio 15 % · seed 2',
  ]);
  const seeds = [a, kept('c', { ...many, seed: 2 }), b];
  expect(conditionsOf(seeds, true).map(({ name }) => name)).toEqual([
    'mask ratio 15 % · 2 seeds',
    'mask ratio 40 %',
  ]);
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
