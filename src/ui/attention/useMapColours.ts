import { useEffect, useState } from 'react';

export type Rgb = readonly [number, number, number];

/** The colours of an attention map, as the theme has them now. */
export interface MapColours {
  readonly empty: Rgb;
  readonly left: Rgb;
  readonly self: Rgb;
  readonly right: Rgb;
  /** Of a difference: less than before; more is ink */
  readonly less: Rgb;
}

function read(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const rgb = (name: string): Rgb => {
    const hex = style.getPropertyValue(name).trim();
    const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) || 0;
    return [part(1), part(3), part(5)];
  };
  return {
    empty: rgb('--raised'),
    left: rgb('--left'),
    self: rgb('--ink'),
    right: rgb('--right'),
    less: rgb('--bad'),
  };
}

/** Read from the style sheet's roles, again whenever the theme changes. */
export function useMapColours(): MapColours {
  const [colours, setColours] = useState(read);
  useEffect(() => {
    const observer = new MutationObserver(() => setColours(read()));
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    setColours(read());
    return () => observer.disconnect();
  }, []);
  return colours;
}
