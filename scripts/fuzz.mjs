// `npm run fuzz` feeds what reads bytes or text from outside with damaged input, for minutes and from another seed each
// time. `node scripts/fuzz.mjs --minutes 20 --times 50 files grammar` does so for longer, with more cases in each round,
// and only in these folders. A failure prints its seed: `--seed` runs that round again.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '5' },
    times: { type: 'string', default: '10' },
    seed: { type: 'string' },
  },
});

const end = Date.now() + 60_000 * Number(values.minutes);
const filters =
  positionals.length > 0 ? positionals.map((folder) => `src/${folder}`) : ['.fuzz.test'];
do {
  const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
  console.log(`fuzz: seed ${seed}`);
  const env = { ...process.env, FUZZ_SEED: seed, FUZZ_TIMES: values.times };
  const args = [
    'vitest',
    'run',
    '--project=unit*',
    '--testNamePattern=reads any|reads what|takes no longer',
    ...filters,
  ];
  const { status } = spawnSync('npx', args, { env, stdio: 'inherit' });
  if (status !== 0) {
    console.error(
      `fuzz: failed; again with: npm run fuzz -- --times ${values.times} --seed ${seed}`,
    );
    process.exit(1);
  }
} while (values.seed === undefined && Date.now() < end);
