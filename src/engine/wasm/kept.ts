/** A state, array by array: parameters, and moments where there are any. */
export type Arrays = readonly Float32Array[];

/** How many places there are to go back to. */
const MARKS = 2;

const copyOf = (arrays: Arrays): Arrays => arrays.map((values) => values.slice());

/** Sets arrays to the values of others. */
export function write(to: Arrays, from: Arrays): void {
  to.forEach((values, i) => {
    values.set(from[i]!);
  });
}

/**
 * The copies that a replica keeps of its state: marks to go back to, and one state set aside. They lie outside the arena, which
 * has only 4 GiB: BERT-base fills one with the rest. `present` are views of the state as it is.
 */
export function createKept(present: () => Arrays) {
  /** Newest first */
  let marks: Arrays[] = [];
  /** Room of marks that were forgotten */
  const spare: Arrays[] = [];
  let aside: Arrays | undefined;

  const putAside = (arrays: Arrays) => {
    if (aside) write(aside, arrays);
    else aside = copyOf(arrays);
  };
  return {
    mark() {
      // The new mark overwrites the older of the two.
      const place = marks.length === MARKS ? marks.pop() : spare.pop();
      if (place) write(place, present());
      marks.unshift(place ?? copyOf(present()));
    },

    restore(which: 'last' | 'previous') {
      const target = which === 'previous' ? (marks[1] ?? marks[0]) : marks[0];
      if (target === undefined) return;
      write(present(), target);
      // The other mark was set after this one, so it may hold what we are going back from.
      spare.push(...marks.filter((mark) => mark !== target));
      marks = [target];
    },

    setAside: () => putAside(present()),
    putAside,

    swapAside() {
      if (!aside) return;
      const was = copyOf(present());
      write(present(), aside);
      aside = was;
      spare.push(...marks);
      marks = [];
    },

    aside: () => aside,
  };
}
