import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { STARTER_LANGUAGES, starterOf } from '../src/config/starter';
import { makeStarter } from './makeStarter';
import { measureTable } from './table';
import { starterTexts, textsIn } from './texts';

const HELP = `npm run starter -- [options]

Pretrains a starter, the small model that runs on short texts begin from.

--language en    its language: ${STARTER_LANGUAGES.join(', ')}; all of them if left out
--texts FOLDER   the .txt files to train on; the page's own texts if left out
--steps N        steps to train
--out FOLDER     where to write it; src/starter/LANGUAGE if left out

npm run starter -- --table [--rows a,b] measures what Auto's choices give: see pretrain/README.md.
`;

export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      table: { type: 'boolean' },
      rows: { type: 'string' },
      language: { type: 'string' },
      texts: { type: 'string' },
      steps: { type: 'string' },
      out: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (values.table) {
    await measureTable(values.rows?.split(','));
    return;
  }
  const chosen = values.language === undefined ? undefined : starterOf(values.language);
  if (values.language !== undefined && !chosen) {
    throw new Error(
      `No starter reads “${values.language}”: choose ${STARTER_LANGUAGES.join(' or ')}.`,
    );
  }
  for (const language of chosen ? [chosen] : STARTER_LANGUAGES) {
    const steps = values.steps === undefined ? undefined : Number(values.steps);
    if (steps !== undefined && !(Number.isInteger(steps) && steps > 0)) {
      throw new Error(`--steps ${values.steps} is not a number of steps.`);
    }
    const texts = values.texts === undefined ? starterTexts(language) : textsIn(values.texts);
    const out =
      values.out ?? fileURLToPath(new URL(`../src/starter/${language}/`, import.meta.url));
    await makeStarter({ language, texts, steps, out });
  }
}
