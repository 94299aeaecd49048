// npm run bench: the entry. `npm run bench -- --help` says what can be measured.
import { runMain } from '../scripts/runMain.mjs';

await runMain(new URL('main.ts', import.meta.url));
