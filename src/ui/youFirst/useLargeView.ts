import { type RefObject, useEffect, useState } from 'react';

/**
 * Shows an element alone, as large as the screen: in full screen where the browser allows it, else over the page. Escape
 * ends both.
 */
export function useLargeView(ref: RefObject<HTMLElement | null>) {
  const [isLarge, setLarge] = useState(false);

  useEffect(() => {
    if (!isLarge) return;
    const onChange = () => {
      if (!document.fullscreenElement) setLarge(false);
    };
    // In full screen the browser takes Escape for itself.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) setLarge(false);
    };
    document.addEventListener('fullscreenchange', onChange);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      document.removeEventListener('keydown', onKey);
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    };
  }, [isLarge]);

  const toggle = () => {
    setLarge(!isLarge);
    const element = ref.current;
    // A phone may have no full screen, a frame may not be allowed it: then the view over the page stays.
    if (!isLarge && element && 'requestFullscreen' in element) {
      void element.requestFullscreen().catch(() => {});
    }
  };
  return { isLarge, toggle };
}
