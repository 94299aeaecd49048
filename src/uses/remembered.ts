import type { Reader } from './reader';
import type { Desk } from './use';

/**
 * Keeps what takes long to make from a model and the sentences on its desk: it is made once for both, and anew when one of
 * them is another, or when it was broken off.
 */
export function remembered<T>(make: (desk: Desk) => Promise<T>): (desk: Desk) => Promise<T> {
  const known = new WeakMap<Reader, { of: readonly string[]; made: Promise<T> }>();
  return (desk) => {
    const { reader, sentences } = desk;
    const before = known.get(reader);
    const isSame = (one: readonly string[]) =>
      one.length === sentences.length && one.every((text, i) => text === sentences[i]);
    if (before && isSame(before.of)) return before.made;
    const one = { of: sentences, made: make(desk) };
    known.set(reader, one);
    one.made.catch(() => {
      if (known.get(reader) === one) known.delete(reader);
    });
    return one.made;
  };
}
