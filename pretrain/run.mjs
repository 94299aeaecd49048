// npm run starter: the entry. `npm run starter -- --help` says what it does.
import './filesByFetch.mjs';
import { runMain } from '../scripts/runMain.mjs';

await runMain(new URL('main.ts', import.meta.url));
