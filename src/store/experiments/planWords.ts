import { reasonOf } from '../../base/words';
import type { Problem } from '../../protocol/problem';

const NO_LANGUAGE: Problem = {
  kind: 'text',
  what: 'The experiment cannot start.',
  why: 'Its language could not be read.',
  advice: 'Choose the language again, or rewrite its grammar. Finished results are kept.',
};

const noText = (why: string): Problem => ({
  kind: 'text',
  what: 'The experiment cannot start.',
  why,
  advice: 'Open that text in the playground, with the tokens it had. Finished results are kept.',
});

/** That results of an experiment are lost with the page. */
export const NOT_WRITTEN =
  'The browser could not store the results of an experiment, so they will be lost when you leave the page. Save them as CSV. If storage is full, delete runs in the Library to make room.';

/** That an experiment cannot start: its text is not there, and why, or else its language. */
export const cannotStart = (why: string | undefined): Problem =>
  why === undefined ? NO_LANGUAGE : noText(why);

/** That a grammar of one's own is lost with the page. */
export const NOT_KEPT =
  'This browser could not keep your language. It will be lost when you close the page, so copy its grammar if you need it.';

/** That a built-in language could not be fetched. */
export const cannotRead = (name: string, error: unknown): Problem => ({
  kind: 'text',
  what: `“${name}” could not be read.`,
  why: reasonOf(error),
  advice: 'Choose another language, or reload the page. Finished results are kept.',
});
