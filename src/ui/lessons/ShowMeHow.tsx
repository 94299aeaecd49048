import { useLessonList } from './useLessonList';

/** Opens the lessons beside the page. */
export function ShowMeHow() {
  const { isShown, toggle } = useLessonList();
  return (
    <button
      type="button"
      className="button"
      aria-expanded={isShown}
      title="Lessons of three to five minutes, on this page"
      onClick={toggle}
    >
      Show me how
    </button>
  );
}
