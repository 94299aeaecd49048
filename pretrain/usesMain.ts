import { parseArgs } from 'node:util';
import { FAILURES, USES } from '../src/uses/uses';
import { measureFailures, measureUse } from './measureUse';

/** What does not work at this size, measured as one. */
const DOES_NOT_WORK = 'doesNotWork';
const IDS = [...Object.keys(USES), DOES_NOT_WORK];

const HELP = `npm run uses -- [options]

Trains the small model of each use in the page's own engine, has it and its rivals sit the exam, prints the table, and
writes the model (16-bit floats) and what was measured beside the use's code.

--use a,b      these uses: ${IDS.join(', ')}; all of them if left out
--seeds N      models of so many seeds, 1 to N; 5 if left out
--steps N      steps to train, to try something out
--dry          write nothing

Trained models stay in .uses/, so that another exam of the same model needs no second training.
`;

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} ${text} is not a whole number above 0.`);
};

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      use: { type: 'string' },
      seeds: { type: 'string', default: '5' },
      steps: { type: 'string' },
      dry: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const seeds = positive('seeds', values.seeds);
  const steps = values.steps === undefined ? undefined : positive('steps', values.steps);
  for (const id of values.use?.split(',') ?? IDS) {
    const options = { seeds, steps, writes: !values.dry };
    if (id === DOES_NOT_WORK) {
      const failures = await Promise.all(FAILURES.map((failure) => failure()));
      await measureFailures(id, failures, options);
      continue;
    }
    const entry = USES[id];
    if (!entry) throw new Error(`There is no use “${id}”: choose ${IDS.join(', ')}.`);
    await measureUse(id, await entry(), options);
  }
}
