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
  const writes = await settled();
  const records = await readRecords();
  const added = await Promise.all(
    [...records]
      .filter(([id]) => !ours.has(id))
      .map(async ([id, record]) => ({ id, record, source: await restored(record) })),
  );
  // What this page has written meanwhile is not in these records, and what it has deleted is.
  if ((await settled()) !== writes) return rereadOwnTexts(own);
  const present = own();
  const isGone = (text: Source) => {
    const id = places.get(text)?.id;
    return id !== undefined && !records.has(id);
  };
  const left = new Set(present.filter(isGone));
  const others = present.filter((text) => !left.has(text));
  for (const { id, record, source } of added) {
    if (!source || source.text === '') continue;
    const before = [...left].find((text) => isSame(text, source));
    if (before) forget(before);
    const text = before ? Object.assign(before, { name: source.name }) : source;
    left.delete(text);
    ours.add(id);
    places.set(text, { id, order: record.order });
    others.push(text);
  }
  left.forEach(forget);
  return others.sort((a, b) => orderOf(b) - orderOf(a) || 0);
}

/** This page does not keep it any more. */
function forget(text: Source): void {
  ours.delete(places.get(text)?.id ?? '');
  places.delete(text);
}
