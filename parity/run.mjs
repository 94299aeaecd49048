// npm run parity: the entry. README.md says what it checks.
import { runMain } from '../scripts/runMain.mjs';

await runMain(new URL('main.ts', import.meta.url));
