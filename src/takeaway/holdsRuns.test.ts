import { expect, it } from 'vitest';
import { holdsRuns } from './holdsRuns';
import { listMember } from './runFile';
import { writeZip } from './writeZip';

const zipOf = async (path: string) =>
  writeZip(
    [
      { path: 'runs/0/run.json', build: () => ['{}'] },
      { ...listMember(1), path },
    ],
    () => {},
  );
const named = (name: string, ...content: BlobPart[]) => holdsRuns(new File(content, name));

it('knows a file of runs by its ending, and by its content where it was renamed', async () => {
  const runs = await zipOf(listMember(1).path);
  expect(await named('Library.CLOZE', runs)).toBe(true);
  expect(await named('Library (1).zip', runs)).toBe(true);
  // Cut off: whoever opens it is told that it is damaged, not that it is no text.
  expect(await named('cut.cloze', runs.slice(0, 100))).toBe(true);
});

it('takes no other archive for one, and no text about one', async () => {
  expect(await named('book.zip', await zipOf('book.txt'))).toBe(false);
  expect(await named('about.md', 'The list is called cloze-runs.json.')).toBe(false);
  expect(await named('cloze.txt', '')).toBe(false);
});
