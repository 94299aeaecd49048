import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed. True at once: the browser does not wait before it takes the picture. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    const is = (printing: boolean) => () => flushSync(() => setPrinting(printing));
    const [begin, end] = [is(true), is(false)];
    const onChange = () => flushSync(() => setPrinting(media.matches));
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    media.addEventListener('change', onChange);
    setPrinting(media.matches); // It may have begun before this was listening.
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      media.removeEventListener('change', onChange);
    };
  }, []);
  return isPrinting;
}
