// npm run bench: the entry. `npm run bench -- --help` says what can be measured.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

try {
  const { module } = await runnerImport(MAIN, { configFile: false, logLevel: 'error' });
  await module.main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
