import type { Desk } from './use';

/**
 * Keeps what takes long to make from a model and the sentences on its desk: it is made once for both, and anew when one of
 * them is another, or when it was broken off.
 */
export function remembered<T>(make: (desk: Desk) => Promise<T>): (desk: Desk) => Promise<T> {
  const known = new WeakMap<object, { of: readonly string[]; made: Promise<T> }>();
  return (desk) => {
    const { sentences } = desk;
    const { model } = desk.reader;
    const before = known.get(model);
    const isSame = (one: readonly string[]) =>
      one.length === sentences.length && one.every((text, i) => text === sentences[i]);
    if (before && isSame(before.of)) return before.made;
    const one = { of: sentences, made: make(desk) };
    known.set(model, one);
    one.made.catch(() => {
      if (known.get(model) === one) known.delete(model);
    });
    return one.made;
  };
}
