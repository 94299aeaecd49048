import type { Source } from '../protocol/texts';
import { kept } from './ownText';
import { readRecords } from './ownTextRecords';

const { places, ours, restored, settled } = kept;

const isSame = (a: Source, b: Source) =>
  a.text === b.text &&
  a.characters === b.characters &&
  a.grammar === b.grammar &&
  (a.language === b.language || a.grammar !== undefined) &&
  a.stored?.key === b.stored?.key;

/** Newest first; those that are not kept are of this visit. */
const orderOf = (text: Source) => places.get(text)?.order ?? Number.POSITIVE_INFINITY;

/**
 * The person's own texts as other tabs have left them: without those that were deleted there, with those that are new. One
 * that was renamed stays itself, as what was trained from it knows it by its identity.
 *
 * @param own the texts of this page; asked for when those of the others have been read
 */
export async function rereadOwnTexts(own: () => readonly Source[]): Promise<readonly Source[]> {
  await settled();
  // What this page writes or deletes from here on is none of the others' doing.
  const known = new Set(ours);
  const placed = new Map(own().map((text) => [text, places.get(text)?.id]));
  const records = await readRecords();
  const added = await Promise.all(
    [...records]
      .filter(([id]) => !known.has(id))
      .map(async ([id, record]) => ({ id, record, source: await restored(record) })),
  );
  const present = own();
  const gone = present.filter((text) => {
    const id = places.get(text)?.id;
    return id !== undefined && known.has(id) && placed.get(text) === id && !records.has(id);
  });
  const left = new Set(gone);
  const found: Source[] = [];
  for (const { id, record, source } of added) {
    if (ours.has(id) || !source || source.text === '') continue;
    const before = [...left].find((text) => isSame(text, source));
    const text = before ?? source;
    if (before) {
      left.delete(before);
      Object.assign(before, { name: source.name });
    }
    ours.delete(places.get(text)?.id ?? '');
    ours.add(id);
    places.set(text, { id, order: record.order });
    found.push(text);
  }
  for (const text of left) {
    ours.delete(places.get(text)!.id);
    places.delete(text);
  }
  const isGone = new Set(gone);
  return [...present.filter((text) => !isGone.has(text)), ...found].sort(
    (a, b) => orderOf(b) - orderOf(a) || 0,
  );
}
