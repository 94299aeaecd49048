// What failed, from the JSON reports of Vitest and Playwright.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** So much of each message, and so many of all: what all have in common is seen by then. */
const MOST_LINES = 12;
const MOST_FAILURES = 20;

/** `{ file, name, message }` of each test that failed, and of each file that could not even be loaded. */
export function vitestFailures({ testResults }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name: file, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [{ file, name: '', message }];
      return failed.map(({ fullName: name, failureMessages }) => ({
        ...{ file, name },
        message: failureMessages.join('\n'),
      }));
    });
}

/** As `vitestFailures`; a test that passed only when it was tried again has failed too. */
export function e2eFailures({ suites, errors }) {
  const inSuite = (suite, titles) => [
    ...(suite.suites ?? []).flatMap((inner) => inSuite(inner, [...titles, inner.title])),
    ...(suite.specs ?? []).flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => ({
          ...{ file: `${file}:${line}`, name: [...titles, title].join(' › ') },
          message: results.flatMap((r) => r.errors.map((error) => error.message)).join('\n'),
        })),
    ),
  ];
  return [
    ...errors.map(({ message }) => ({ file: '', name: 'Playwright', message })),
    ...suites.flatMap((suite) => inSuite(suite, [])),
  ];
}

/** Names each failure, with the first lines of what was said. */
export function formatFailures(failures, root) {
  const blocks = failures.slice(0, MOST_FAILURES).map(({ file, name, message }) => {
    const lines = stripVTControlCharacters(message ?? '')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.includes('node_modules'))
      .slice(0, MOST_LINES);
    const where = file.startsWith(root) ? relative(root, file) : file;
    return [`FAILED  ${where}  ${name}`.trimEnd(), ...lines.map((line) => `    ${line}`)].join(
      '\n',
    );
  });
  const more = failures.length - blocks.length;
  return [...blocks, ...(more > 0 ? [`and ${more} more`] : [])].join('\n\n');
}
