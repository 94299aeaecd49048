import { useApp, useAppState } from '../app';

/** Whether lessons stand beside the page, and what shows or closes their list. A lesson that is open ends for it. */
export function useLessonList() {
  const app = useApp();
  const isListed = useAppState(({ lessons }) => lessons.isListed);
  const isOpen = useAppState(({ lessons }) => lessons.open !== undefined);
  const toggle = () => {
    if (isOpen) app.lessons.leave();
    if (isListed) app.lessons.closeList();
    else app.lessons.list();
  };
  return { isShown: isListed || isOpen, toggle };
}
