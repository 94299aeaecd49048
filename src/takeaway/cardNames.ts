import { UNNAMED } from '../config/unnamed';
import { parameterLayout } from '../model/layout';
import type { KeptRun, SavedText } from '../storage/keptRun';
import { configOf } from './taken';

/** Parameters above which nobody calls a BERT small; BERT-base has 110 M. */
const SMALL = 2e7;

/** "A small BERT", or "A BERT" where it is as large as others'. */
export const kindOf = (run: KeptRun): string =>
  parameterLayout(configOf(run)).parameterCount < SMALL ? 'A small BERT' : 'A BERT';

/** Whether somebody typed or pasted it, and gave it no name. */
export const isUnnamed = ({ name, builtIn, grammar }: SavedText): boolean =>
  builtIn === undefined && grammar === undefined && name === UNNAMED;

/**
 * What a card calls a text within a sentence, for a reader who does not know the page: “Bread at home”, an unnamed text,
 * the artificial language “Garden”.
 */
export function textInWords(text: SavedText): string {
  const { name, builtIn, grammar } = text;
  if (grammar !== undefined) {
    return builtIn === undefined ? 'an artificial language' : `the artificial language “${name}”`;
  }
  return isUnnamed(text) ? 'an unnamed text' : `“${name}”`;
}

/** A title for the card. A name that begins with that of the text, as one does that nobody chose, says what the model is. */
export function titleOf(run: KeptRun): string {
  const { name, text } = run;
  const rest = name.slice(text.name.length);
  return name.startsWith(text.name) && /^( |$)/.test(rest)
    ? `${kindOf(run)} trained on ${textInWords(text)}${rest}`
    : name;
}
