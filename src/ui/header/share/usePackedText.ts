import { useEffect, useState } from 'react';
import type { Source } from '../../../protocol/texts';
import { holdsOf, type NotPacked, packed } from '../../../store/links/sent/shareable';

type Packed = { readonly own: string } | NotPacked;

/** A person's own text as part of a link, or why it cannot be one; undefined while it is packed, and for other texts. */
export function usePackedText(source: Source): Packed | undefined {
  const [result, setResult] = useState<{ readonly of: Source; readonly packed: Packed }>();
  useEffect(() => {
    if (holdsOf(source) !== 'text') return;
    let isWanted = true;
    void packed(source).then((now) => isWanted && setResult({ of: source, packed: now }));
    return () => {
      isWanted = false;
    };
  }, [source]);
  return result?.of === source ? result.packed : undefined;
}
