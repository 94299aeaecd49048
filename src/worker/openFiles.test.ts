import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EDITABLE_CHARACTERS } from '../config/textLimits';
import type { FileChoice } from '../files/types';
import { createCollector, openFiles } from './openFiles';
import { testTextFile } from './testTextFile';

const stored = vi.hoisted(() => ({ files: [] as unknown[] }));
vi.mock('../storage/textFiles', () => ({ createTextFile: async () => stored.files.at(-1) }));

let log: string[];
beforeEach(() => {
  const made = testTextFile();
  log = made.log;
  stored.files = [made.file];
});

const MEGABYTE = 1 << 20;

describe('a text that comes in parts', () => {
  const collect = async (...parts: string[]) => {
    const made = testTextFile();
    const collector = createCollector(made.file);
    for (const part of parts) collector.take(part);
    return { source: await collector.finish('gulls'), log: made.log };
  };

  it('is kept by the page alone where it can be edited there', async () => {
    const all = 'a'.repeat(EDITABLE_CHARACTERS);
    for (const parts of [['A gull ', 'and a boat.'], [all], [all.slice(1), 'a']]) {
      const { source, log } = await collect(...parts);
      const text = parts.join('');
      expect(source).toEqual({ name: 'gulls', text, characters: text.length });
      expect(log).toEqual(['discard']);
    }
  });

  it('is stored where it is longer, and the page has its beginning', async () => {
    const beginning = 'ab'.repeat(EDITABLE_CHARACTERS / 2);
    for (const parts of [[`${beginning}c`], [beginning, 'c'], [beginning, 'cde', 'fgh']]) {
      const { source, log } = await collect(...parts);
      const text = parts.join('');
      expect([source.text, source.characters]).toEqual([beginning, text.length]);
      expect(await source.stored!.blob.text()).toBe(text);
      expect(source.stored!.key).toBe('kept');
      expect(log).toEqual([`write ${text.length}`, 'finish']);
    }
  });

  it('is written a megabyte at a time', async () => {
    const half = 'a'.repeat(MEGABYTE / 2);
    const { source, log } = await collect(half, half, half, 'b');
    expect(log).toEqual([`write ${MEGABYTE}`, `write ${MEGABYTE / 2 + 1}`, 'finish']);
    expect(source.stored!.blob.size).toBe(1.5 * MEGABYTE + 1);
    expect((await collect(half, half)).log).toEqual([`write ${MEGABYTE}`, 'finish']);
  });

  it('is never cut within a character', async () => {
    const [high, low] = ['\ud800', '\udc00'];
    const { source, log } = await collect(`${'a'.repeat(MEGABYTE - 1)}${high}`, `${low}b`);
    const text = await source.stored!.blob.text();
    expect(text.slice(MEGABYTE - 2)).toBe('a𐀀b');
    expect(log[0]).toBe(`write ${MEGABYTE - 1}`);
    const whole = await collect(`${'a'.repeat(MEGABYTE - 2)}𐀀`, 'b');
    expect(whole.log[0]).toBe(`write ${MEGABYTE + 2}`); // four bytes in UTF-8
    const beginning = 'a'.repeat(EDITABLE_CHARACTERS - 1);
    expect((await collect(`${beginning}😀 and more`)).source.text).toBe(beginning);
    expect((await collect(`${beginning.slice(1)}😀 and more`)).source.text).toBe(
      `${beginning.slice(1)}😀`,
    );
  });
});

const textFile = (text: string, name = 'a.txt') => new File([text], name);
const notText = (name = 'b.bin') => new File([new Uint8Array(2000)], name);
/** Has so many megabytes, as far as its size goes. */
const sized = (megabytes: number, file = textFile('Some gulls.')) =>
  Object.defineProperty(file, 'size', { value: megabytes * MEGABYTE });

async function open(files: readonly File[], choice: FileChoice = {}, signal?: AbortSignal) {
  const progress: number[] = [];
  const outcome = await openFiles(
    { type: 'open', openId: 1, name: 'My files', files, choice },
    {
      signal: signal ?? new AbortController().signal,
      onProgress: (fraction) => progress.push(fraction),
    },
  );
  return { outcome, progress };
}
async function opened(...args: Parameters<typeof open>) {
  const { outcome, progress } = await open(...args);
  if (outcome.type !== 'opened') throw new Error(outcome.problem.why);
  return { ...outcome, progress };
}
async function refused(...args: Parameters<typeof open>) {
  const { outcome } = await open(...args);
  if (outcome.type !== 'refused') throw new Error('it was opened');
  expect(log).toEqual(['discard']);
  return outcome.problem;
}

describe('one file', () => {
  it('is opened with what may be chosen about it', async () => {
    const file = textFile('A gull saw a boat.');
    const { source, skipped, notes } = await opened([file]);
    expect(source).toMatchObject({ name: 'My files', text: 'A gull saw a boat.' });
    expect([skipped, notes]).toEqual([[], []]);
    expect(source.origin).toMatchObject({ file, facts: { encoding: 'utf-8' }, choice: {} });
  });

  it('is read as was chosen', async () => {
    const table = 'title,body\nA gull,It flies over the boat.\nA boat,It sails under the gull.\n';
    const choice = { part: 'title' };
    const { source } = await opened([textFile(table, 'a.csv')], choice);
    expect(source.text.trim()).toBe('A gull\n\nA boat');
    expect(source.origin!.choice).toBe(choice);
    const latin = new File([Uint8Array.of(0x63, 0x61, 0x66, 0xe9)], 'a.txt');
    expect((await opened([latin], { encoding: 'windows-1251' })).source.text).toBe('cafй');
  });

  it('comes with notes of what was left out', async () => {
    const { notes } = await opened([textFile('\\section{Gulls} They fly.', 'a.tex')]);
    expect(notes).toEqual(['TeX commands were left in the text.']);
  });

  it('that is not text is refused', async () => {
    const problem = await refused([notText()]);
    expect(problem.kind).toBe('text');
    expect(problem.what).toContain('b.bin');
    expect(problem.why).not.toBe('');
    expect(problem.advice).toMatch(/\. Your current text is kept\.$/);
  });

  it('that proves to have no words is refused', async () => {
    const page = '<!DOCTYPE html><html><body><img src="gull.png"></body></html>';
    const problem = await refused([textFile(page, 'a.html')]);
    expect(problem.what).toBe('a.html holds no text.');
  });

  it('that the browser cannot read is refused, with its reason', async () => {
    const gone = textFile('A gull.');
    gone.slice = () => {
      throw new Error('the file has moved');
    };
    gone.stream = gone.slice as never;
    expect(await refused([gone])).toEqual({
      kind: 'text',
      what: 'My files could not be read.',
      why: 'The file has moved.',
      advice: 'Try again, or choose another text. Your current text is kept.',
    });
  });

  it('that is too large is refused', async () => {
    expect(await refused([sized(300)])).toEqual({
      kind: 'text',
      what: 'My files is too large.',
      why: 'It has 300 MB of text; Cloze reads up to 200 MB at a time.',
      advice: 'Cut it into smaller files. Your current text is kept.',
    });
    expect((await opened([sized(200)])).source.text).toBe('Some gulls.');
  });
});

describe('several files', () => {
  it('are one text, with blank lines between them', async () => {
    const { source, skipped } = await opened([
      textFile('A gull.'),
      textFile('A boat.', 'b.txt'),
      textFile('The sea.', 'c.txt'),
    ]);
    expect(source.text).toBe('A gull.\n\nA boat.\n\nThe sea.');
    expect(source.origin).toBeUndefined();
    expect(skipped).toEqual([]);
  });

  it('without those that are not text, which are named', async () => {
    const empty = textFile('<!DOCTYPE html><html><body><img></body></html>', 'd.html');
    const files = [notText(), empty, textFile('A gull.'), notText('c.bin'), textFile('A boat.')];
    const { source, skipped } = await opened(files);
    expect(source.text.trim()).toBe('A gull.\n\nA boat.');
    expect(skipped).toEqual(['b.bin', 'c.bin', 'd.html']);
    expect((await opened([notText(), textFile('A gull.')])).source.origin).toBeUndefined();
  });

  it('of which none is text are refused for the reason of the first', async () => {
    expect((await refused([notText(), notText('c.bin')])).what).toContain('b.bin');
  });

  it('that are too large together are refused', async () => {
    expect(await refused([sized(150), sized(150, textFile('The sea.'))])).toEqual({
      kind: 'text',
      what: 'My files are too large.',
      why: 'They have 300 MB of text; Cloze reads up to 200 MB at a time.',
      advice: 'Open fewer of them at a time. Your current text is kept.',
    });
    const { skipped } = await opened([sized(150), sized(150, notText())]);
    expect(skipped).toEqual(['b.bin']);
  });

  it('share each note, with the names of its files', async () => {
    const tex = (name: string) => textFile('\\section{Gulls} They fly.', name);
    const { notes } = await opened([
      tex('a.tex'),
      textFile('The sea.'),
      tex('b.tex'),
      tex('a.tex'),
    ]);
    expect(notes).toEqual(['a.tex and b.tex: TeX commands were left in the text.']);
  });

  it('are looked at, then read: half of the progress each', async () => {
    const half = 'a gull '.repeat(200_000);
    const { progress } = await opened([textFile(half), textFile(half, 'b.txt')]);
    expect(progress.toSorted((a, b) => a - b)).toEqual(progress);
    expect(progress.filter((fraction) => fraction <= 0.5)).toContain(0.25);
    expect(progress).toContain(0.75);
    expect(progress.at(-1)).toBe(1);
  });

  it('are given up once they are not wanted, and nothing of them is kept', async () => {
    const controller = new AbortController();
    const files = [textFile('A gull.'), textFile('A boat.', 'b.txt')];
    const reading = files[1]!.stream.bind(files[1]);
    files[1]!.stream = () => {
      controller.abort();
      return reading();
    };
    await refused(files, {}, controller.signal);
  });
});
