import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Faults, fakeDisk } from './testDisk';
import { createTextFile, openTextFile } from './textFiles';

const bytes = (text: string) => new TextEncoder().encode(text);
const PARTS = ['It rains. ', 'It pours. ', 'It is wet. ', 'It is dry. '];
const ALL = PARTS.join('');

/** Writes all parts and returns what was stored of them. */
async function written() {
  const file = await createTextFile();
  for (const part of PARTS) file.write(bytes(part));
  const stored = await file.finish();
  return { ...stored, text: await stored.blob.text() };
}

afterEach(() => vi.unstubAllGlobals());

describe('a text file', () => {
  it('is on the disk, and opens again by its key', async () => {
    const files = fakeDisk();
    const { text, key, noRoom } = await written();
    expect([text, noRoom]).toEqual([ALL, undefined]);
    expect([...files.keys()]).toEqual([key]);
    expect(await (await openTextFile(key!))?.text()).toBe(ALL);
  });

  it.each<[string, Faults]>([
    // Chromium's code for a full disk, -8, as an unsigned and as a signed number
    ...([4294967288, -8, 0, Number.NaN, 'short', 'throw'] as const).flatMap((full) =>
      [0, 5, 10, 25, 40].map((room): [string, Faults] => [
        `takes ${room} bytes, then ${full}`,
        { full, room },
      ]),
    ),
    ['cannot flush', { flush: true }],
    ['gives no access', { access: true }],
    ['has no room for a folder', { folder: new DOMException('', 'QuotaExceededError') }],
  ])('is whole in memory where the disk %s', async (_, faults) => {
    const files = fakeDisk(faults);
    const { text, key, noRoom } = await written();
    expect([text, key, noRoom]).toEqual([ALL, undefined, true]);
    expect(files.size).toBe(0);
  });

  it('is whole in memory where there is no disk, and that is not for want of room', async () => {
    fakeDisk({ folder: new DOMException('', 'SecurityError') });
    const { text, key, noRoom } = await written();
    expect([text, key, noRoom]).toEqual([ALL, undefined, false]);
  });

  it('is refused where the disk has lost some of it by the time it is closed', async () => {
    fakeDisk({ lost: 3 });
    await expect(written()).rejects.toThrow('kept only 39 of its 42 bytes');
  });

  it.each([{}, { room: 15 }, { room: 0 }])(
    'takes back what follows a place: %o',
    async (faults) => {
      const files = fakeDisk(faults);
      const file = await createTextFile();
      for (const part of PARTS) file.write(bytes(part));
      file.truncate(10);
      file.write(bytes('Done.'));
      expect(await (await file.finish()).blob.text()).toBe('It rains. Done.');
      expect(files.size).toBe('room' in faults ? 0 : 1);
    },
  );

  it.each([{}, { close: true }, { room: 15 }])(
    'leaves nothing when discarded: %o',
    async (faults) => {
      const files = fakeDisk(faults);
      const file = await createTextFile();
      for (const part of PARTS) file.write(bytes(part));
      await file.discard();
      expect(files.size).toBe(0);
    },
  );
});
