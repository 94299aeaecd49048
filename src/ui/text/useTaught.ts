import { useEffect, useMemo, useRef } from 'react';
import type { MaskedToken } from '../../store/lessons/state';
import type { Prepared } from '../../store/playground/prepared';
import { CONTINUATION, FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { useApp, useAppState } from '../app';
import type { ReadUnit } from './reading';
import type { Reading } from './useReading';

/** The tokens that can be selected, as a lesson is told of them. */
function maskable(
  { vocabulary }: Prepared,
  units: readonly ReadUnit[],
  covered: boolean,
): MaskedToken[] {
  return units
    .filter(({ slice }) => !slice.heldOut)
    .flatMap(({ tokens }) =>
      tokens.flatMap(({ index, id, inputId, written, fate }) =>
        index === undefined || id < FIRST_PIECE_ID
          ? []
          : {
              ...{ index, written },
              read: covered ? undefined : vocabulary.tokens[inputId]?.replace(CONTINUATION, ''),
              fate: covered ? undefined : fate,
            },
      ),
    );
}

/** Tells an open lesson what the Masked view shows, and at what the person points. */
export function useTaught({ prepared, units, covered }: Reading) {
  const app = useApp();
  const visit = useAppState((s) => s.lessons.open?.visit);
  const pointed = useAppState((s) => s.lessons.open?.pointed);
  const draw = useAppState((s) => s.draw);
  /** What it was told last */
  const told = useRef<{ readonly of: unknown; readonly units: readonly ReadUnit[] }>(undefined);
  useEffect(() => {
    if (visit === undefined || !prepared || units.length === 0) return;
    const last = told.current;
    const isSame =
      last?.units.length === units.length && units.every((u, i) => u === last.units[i]);
    if (last?.of === visit && isSame) return;
    told.current = { of: visit, units };
    app.lessons.see({ draw, tokens: maskable(prepared, units, covered) });
  });
  return {
    isTaught: visit !== undefined,
    pointed: useMemo(() => new Set(pointed), [pointed]),
    /** Points at a token; while the masks are covered, a second time takes it back. */
    point(index: number) {
      if (covered && pointed?.includes(index)) app.lessons.unpoint(index);
      else app.lessons.point(index);
    },
  };
}
