import { useApp, useAppState } from '../app';

/** Opens the lessons beside the page. */
export function ShowMeHow() {
  const app = useApp();
  const isShown = useAppState(({ lessons }) => lessons.isListed || lessons.open !== undefined);
  return (
    <button
      type="button"
      className="button"
      aria-expanded={isShown}
      title="Lessons of three to five minutes, on this page"
      onClick={() => {
        if (!isShown) app.lessons.list();
        else app.lessons.closeList();
      }}
    >
      Show me how
    </button>
  );
}
