import type { Context } from '../../config/settings';

/** One per place, so that lines can be told apart without colour; px on and off. */
const DASHES = ['', '9 4', '2 3', '12 3 2 3', '5 2', '16 4', '2 7', '9 3 2 3 2 3'] as const;

export interface Stroke {
  readonly colour: string;
  readonly dash: string;
}

/** How the line of a condition is drawn: left blue, right amber, both ink; its pattern goes by its place. */
export function strokeOf(place: number, context: Context): Stroke {
  const dash = DASHES[place % DASHES.length]!;
  if (context !== 'both') return { colour: `var(--${context})`, dash };
  return { colour: place % 2 === 0 ? 'var(--ink)' : 'var(--muted)', dash };
}
