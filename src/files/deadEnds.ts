/** One mark in so many is remembered: whoever comes by later meets one soon. */
const APART = 16;

/** Why a record was read as text: what is behind its first line looks like rows, or it was followed too far. */
export type Reason = 'rows' | 'far';

interface End {
  readonly reason: Reason;
  readonly more: number;
}

/**
 * Places within records that turned out to be none: the marks on the way from the first line to where that showed.
 * Often the record that begins a line further on comes by the same marks, and would take the same long way in vain:
 * for each line again, which is the square of their number.
 */
export function createDeadEnds() {
  /** The marks after it that open a cell, by the place of a mark and whether the cell has marks that close nothing */
  const known: Readonly<Record<Reason, Map<number, number>>> = { rows: new Map(), far: new Map() };

  return {
    /** Sets out from a line. */
    setOut() {
      /** Places, and the marks that had opened a cell by then */
      const way: [key: number, opened: number][] = [];
      let met = 0;
      /** Where the part of the way begins on which nothing was asked whose answer depends on the first lines */
      let sure = 0;
      return {
        /**
         * Comes by a mark.
         *
         * @param opened marks that opened a cell so far
         * @param areRows whether a mark that closes nothing is certainly a reason to give up, and the only one
         * @returns where the way ends if that is known, and how many more marks open a cell before
         */
        pass(
          mark: number,
          isOdd: boolean,
          opened: number,
          areRows: () => boolean,
        ): End | undefined {
          const key = 2 * mark + (isOdd ? 1 : 0);
          const far = known.far.get(key);
          if (far !== undefined) return { reason: 'far', more: far };
          const more = known.rows.get(key);
          if (more !== undefined && areRows()) return { reason: 'rows', more };
          if (met++ % APART === 0) way.push([key, opened]);
          return undefined;
        },
        /** Came by a mark that closes nothing, which was no reason to give up. */
        goOn() {
          sure = way.length;
        },
        /** Gave up. */
        end(reason: Reason, opened: number) {
          for (const [i, [key, before]] of way.entries()) {
            if (i >= sure) known.rows.set(key, opened - before);
            if (reason === 'far') known.far.set(key, opened - before);
          }
        },
      };
    },
  };
}

export type DeadEnds = ReturnType<typeof createDeadEnds>;
