// Property tests try the same cases in each run of `npm test`, whose result must not be a matter of luck.
// `FUZZ_SEED=7 FUZZ_TIMES=10 npm run unit` tries others, and ten times as many of most.
import fc from 'fast-check';

const { FUZZ_SEED = '20', FUZZ_TIMES = '1' } = process.env;
fc.configureGlobal({ seed: Number(FUZZ_SEED), numRuns: 100 * Number(FUZZ_TIMES) });
