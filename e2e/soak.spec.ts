import { ACTIONS, addressOn, keepTraining } from '../scripts/soak/person.mjs';
import { sampler } from '../scripts/soak/samples.mjs';
import { judge } from '../scripts/soak/trend.mjs';
import { expect, test } from './harness';
import { open } from './page';

/** `npm run soak` goes on for half an hour, and judges speed and the memory of processes too. */
const ROUNDS = 7;
/** What the first round loads and remembers is no leak. */
const FIRST = 1;
/** What other tests on the machine do not change. */
const JUDGED = ['heap', 'detached', 'listeners', 'storage'];
/** Curves and recordings fill up, and the browser compiles, in the first minutes, MB. */
const FILLING = 6;

test('training in a page that is used keeps no more each round', async ({ browser, page }) => {
  await open(page, addressOn('wasm'));
  await keepTraining(page);
  const take = await sampler(browser, page, false);
  const rounds: Awaited<ReturnType<typeof take>>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, act] of ACTIONS) await test.step(name, () => act(page, round));
    await keepTraining(page);
    rounds.push(await take());
  }
  const verdicts = judge(rounds, rounds[FIRST]!.minutes).filter(({ name }) =>
    JUDGED.includes(name),
  );
  expect(verdicts).toHaveLength(JUDGED.length);
  expect(
    verdicts.filter(
      ({ name, growth, isFlat }) => !isFlat && !(name === 'heap' && growth < FILLING),
    ),
    JSON.stringify(rounds),
  ).toEqual([]);
});
