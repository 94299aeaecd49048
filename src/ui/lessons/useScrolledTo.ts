import { useEffect } from 'react';

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
/** There the lesson stands over the lower half of the screen. */
const isPhone = () => matchMedia('(max-width: 760px)').matches;

/** Scrolls to the element with this id, as soon as it is on the page: another part of the page may still be loading. */
export function useScrolledTo(id: string | undefined) {
  useEffect(() => {
    if (id === undefined) return;
    const observer = new MutationObserver(() => look());
    const look = () => {
      const element = document.getElementById(id);
      if (!element) return;
      observer.disconnect();
      element.scrollIntoView({
        block: isPhone() ? 'start' : 'center',
        behavior: isCalm() ? 'auto' : 'smooth',
      });
    };
    observer.observe(document.body, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }, [id]);
}
