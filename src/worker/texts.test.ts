import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { EDITABLE_CHARACTERS } from '../config/textLimits';
import type { TextEvent, TextRequest } from '../protocol/texts';
import { resetWire, until, wire, workerPort } from './testPort';

const deleted = vi.hoisted(() => [] as string[]);
// Called when the script is first loaded, after the imports above.
vi.mock('./port', () => ({ workerPort }));
/** Texts that are kept: in memory, under names. */
vi.mock('../storage/textFiles', () => ({
  async createTextFile() {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    return {
      write: (bytes: Uint8Array<ArrayBuffer>) => void parts.push(bytes.slice()),
      truncate: () => {},
      finish: async () => ({ blob: new Blob(parts), key: 'kept' }),
      discard: async () => {},
    };
  },
  deleteTextFile: async (key: string) => void deleted.push(key),
}));

const SHORT = Array.from({ length: 40 }, (_, i) => `Gull ${i} saw boat ${i % 3}.`).join(' ');
/** Enough work for a preparation to rest on its way. */
const LONG = Array.from({ length: 1500 }, (_, i) => `Gull ${i} saw the boat ${i % 3}.`).join(' ');

beforeAll(() => import('./texts').then(() => {}), 120_000);
beforeEach(() => {
  resetWire();
  deleted.length = 0;
});

let id = 0;
const ask = (request: TextRequest) => wire.ask(request);
const said = <T extends TextEvent['type']>(type: T) =>
  (wire.events as unknown as readonly TextEvent[]).filter(
    (e): e is Extract<TextEvent, { type: T }> => e.type === type,
  );
const first = async <T extends TextEvent['type']>(type: T) => {
  await until(() => said(type).length > 0);
  return said(type)[0]!;
};
/** Waits for what might still be said. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

function prepare(text: string | Blob, textId = ++id) {
  const jobId = ++id;
  const settings = { ...DEFAULT_SETTINGS, maxPositionEmbeddings: 16 };
  ask({ type: 'prepare', jobId, textId, text, language: undefined, settings, auto: [] });
  return jobId;
}
async function prepared(text: string) {
  const jobId = prepare(text);
  await until(() => said('prepared').some((e) => e.jobId === jobId));
  return jobId;
}

/** A clock that goes on by so many ms each time that it is read. */
function tickEach(ms: number) {
  let now = performance.now();
  return vi.spyOn(performance, 'now').mockImplementation(() => {
    now += ms;
    return now;
  });
}

describe('a text', () => {
  it('is prepared, and read a page at a time', async () => {
    const jobId = prepare(SHORT);
    const event = await first('prepared');
    expect(event).toMatchObject({ jobId, problem: undefined });
    expect(event.prepared.stats.sentences).toBe(40);
    ask({ type: 'read', jobId, page: 0 });
    const page = await first('page');
    expect(page).toMatchObject({ jobId, page: 0 });
    expect(page.units[0]!.text).toContain('Gull 0 saw boat 0.');
  });

  it('reports progress meanwhile, ten times a second at most', async () => {
    const tick = tickEach(60);
    const jobId = prepare(SHORT);
    await first('prepared');
    const most = (60 * tick.mock.calls.length) / 100;
    tick.mockRestore();
    expect(said('progress').length).toBeGreaterThan(1);
    expect(said('progress').length).toBeLessThanOrEqual(most);
    for (const { jobId: of, fraction } of said('progress')) {
      expect(of).toBe(jobId);
      expect(fraction).toBeGreaterThanOrEqual(0);
      expect(fraction).toBeLessThanOrEqual(1);
    }
  });

  it('is given up for a newer one, without a word', async () => {
    const old = prepare(LONG);
    const jobId = prepare(SHORT);
    expect((await first('prepared')).jobId).toBe(jobId);
    await settle();
    expect(said('prepared')).toHaveLength(1);
    expect(said('failed')).toEqual([]);
    ask({ type: 'read', jobId: old, page: 0 });
    expect(await first('noPage')).toMatchObject({ jobId: old, page: 0 });
  });

  it('is given up when that is asked for, and the one before stays', async () => {
    const before = await prepared(SHORT);
    prepare(LONG);
    ask({ type: 'cancel' });
    await settle();
    expect(said('prepared')).toHaveLength(1);
    expect(said('failed')).toEqual([]);
    ask({ type: 'read', jobId: before, page: 0 });
    await first('page');
  });

  it('that cannot be read is said to have failed, and why', async () => {
    const gone = new Blob(['x']);
    gone.slice = () => {
      throw new Error('the file is gone');
    };
    const jobId = prepare(gone);
    expect(await first('failed')).toEqual({ type: 'failed', jobId, reason: 'The file is gone.' });
  });

  it('is forgotten once another is shown', async () => {
    const [old, shown] = [await prepared(SHORT), await prepared(`${SHORT} More.`)];
    ask({ type: 'read', jobId: old, page: 0 });
    await first('page'); // it may still be gone back to
    ask({ type: 'shown', jobId: shown });
    ask({ type: 'read', jobId: old, page: 0 });
    expect(await first('noPage')).toMatchObject({ jobId: old, page: 0 });
    ask({ type: 'read', jobId: shown, page: 0 });
    await until(() => said('page').some(({ jobId }) => jobId === shown));
  });

  it('has no tokens where no word begins', async () => {
    const jobId = await prepared(SHORT);
    ask({ type: 'locate', jobId, offsets: [1] });
    const { tokens, offsets } = await first('located');
    expect([Array.from(tokens), offsets]).toEqual([[0, 0], [1]]);
  });

  it('finds the tokens of words by their places', async () => {
    const jobId = await prepared(SHORT);
    const offsets = Array.from(SHORT.matchAll(/boat/g), ({ index }) => index);
    ask({ type: 'locate', jobId, offsets });
    const { tokens } = await first('located');
    const found = offsets.filter((_, i) => tokens[2 * i + 1]! > tokens[2 * i]!);
    expect(found.length).toBeGreaterThan(30); // the others are held out
  });

  it('is measured for sizes of the vocabulary', async () => {
    const jobId = await prepared(SHORT);
    ask({ type: 'sizes', jobId });
    await until(() => said('sizes').some(({ done }) => done));
    expect(said('sizes').every((e) => e.jobId === jobId)).toBe(true);
    expect(said('sizes').at(-1)!.points.length).toBeGreaterThan(0);
  });

  it('is measured no longer once another is prepared', async () => {
    const jobId = await prepared(LONG);
    ask({ type: 'sizes', jobId });
    await prepared(SHORT);
    await settle();
    expect(said('sizes').some(({ done }) => done)).toBe(false);
  });
});

const open = (files: readonly File[], name = 'a file') => {
  ask({ type: 'open', openId: ++id, name, files, choice: {} });
  return id;
};
const file = (text: string, name = 'a.txt') => new File([text], name);

describe('a file', () => {
  it('is opened as a text', async () => {
    const openId = open([file(SHORT)], 'gulls');
    const { source, ...event } = await first('opened');
    expect(event).toMatchObject({ openId, skipped: [], notes: [] });
    expect(source).toMatchObject({ name: 'gulls', text: SHORT, characters: SHORT.length });
    expect(source.stored).toBeUndefined();
  });

  it('is kept whole where it is long, and the page has its beginning', async () => {
    const long = 'a gull. '.repeat(EDITABLE_CHARACTERS / 4);
    open([file(long)]);
    const { source } = await first('opened');
    expect(source.text).toBe(long.slice(0, EDITABLE_CHARACTERS));
    expect(await source.stored!.blob.text()).toBe(long);
    expect(deleted).toEqual([]);
  });

  it('has its progress reported meanwhile', async () => {
    const tick = tickEach(200);
    const openId = open([file(SHORT)]);
    await first('opened');
    tick.mockRestore();
    expect(said('opening').at(-1)).toEqual({ type: 'opening', openId, fraction: 1 });
  });

  it('that is no text is refused', async () => {
    const openId = open([new File([new Uint8Array(2000).fill(0)], 'b.bin')]);
    const { problem, ...event } = await first('refused');
    expect(event).toEqual({ type: 'refused', openId });
    expect(problem.kind).toBe('text');
    expect(problem.advice).toContain('Your current text is kept.');
  });

  it.each(['another is opened', 'that is asked for'])(
    'is given up when %s, and leaves nothing',
    async (when) => {
      open([file('a gull. '.repeat(EDITABLE_CHARACTERS))]);
      if (when === 'that is asked for') ask({ type: 'close' });
      else {
        const openId = open([file(SHORT)]);
        expect((await first('opened')).openId).toBe(openId);
      }
      await settle();
      expect(said('opened').every(({ source }) => source.text === SHORT)).toBe(true);
      expect(said('refused')).toEqual([]);
    },
  );
});

describe('a language', () => {
  const write = (grammar: string) => {
    ask({ type: 'write', openId: ++id, name: 'Pets', grammar, builtIn: undefined });
    return id;
  };

  it('is written down as a text that knows its grammar', async () => {
    const grammar = 'text = the <pet> sleeps .\npet = cat | dog';
    const openId = write(grammar);
    const { source, ...event } = await first('opened');
    expect(event.openId).toBe(openId);
    expect(source).toMatchObject({ name: 'Pets', grammar, language: 'und', builtIn: undefined });
    expect(source.text).toMatch(/^the (cat|dog) sleeps\.\n\nthe/);
  });

  it('that was given up is deleted, though it was written to its end', async () => {
    write('text = the <pet> sleeps .\npet = cat | dog');
    ask({ type: 'close' });
    await until(() => deleted.length > 0);
    expect(deleted).toEqual(['kept']);
    expect(said('opened')).toEqual([]);
  });

  it('that is no language is refused', async () => {
    write('text = <nothing> .');
    const { problem } = await first('refused');
    expect(problem).toMatchObject({ kind: 'text', what: 'Pets cannot be opened as a text.' });
    expect(problem.why).toContain('nothing');
    expect(problem.advice).toContain('in Experiments');
  });
});
