// npm run uses: the entry. `npm run uses -- --help` says what it does.
import './filesByFetch.mjs';
import { runMain } from '../scripts/runMain.mjs';

await runMain(new URL('usesMain.ts', import.meta.url));
