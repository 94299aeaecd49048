/** A key that presses a button or a link of the page: the one that carries it as `data-shortcut`. */
export interface Shortcut {
  /** As the keyboard gives it, in lower case */
  readonly key: string;
  readonly does: string;
}

/** What single keys do. Where the button is not shown, or cannot be pressed, its key does nothing. */
export const SHORTCUTS = [
  { key: 't', does: 'Train or pause' },
  { key: 's', does: 'Take one training step' },
  { key: 'n', does: 'Next sentence' },
  { key: 'e', does: 'Edit the sentence' },
  { key: 'o', does: 'Edit your own text' },
  { key: 'w', does: 'Go to the words of the sentence' },
  { key: '1', does: 'Playground' },
  { key: '2', does: 'Experiments' },
  { key: '3', does: 'Uses' },
  { key: '4', does: 'Library' },
  { key: '?', does: 'This list' },
] as const satisfies readonly Shortcut[];

export type ShortcutKey = (typeof SHORTCUTS)[number]['key'];

/** The attribute of the button or link that a key presses. */
export const pressedBy = (key: ShortcutKey) => ({ 'data-shortcut': key });

/** Inputs into which nothing is typed */
const UNTYPED = ['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit'];

/** Whether what has the focus takes letters itself: a field, or a list that looks for what is typed. */
function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !UNTYPED.includes(target.type);
  return (
    target.isContentEditable ||
    target.closest(
      'textarea, select, [role=combobox], [role=listbox], [role=menu], [role=textbox]',
    ) !== null
  );
}

const hasDialog = () =>
  document.querySelector('dialog[open], [role=dialog][aria-modal], [role=alertdialog]') !== null;

/** The key of the table that this is; undefined while somebody types, with Ctrl, Meta or Alt, and while a dialog is open. */
export function shortcutOf(event: KeyboardEvent): ShortcutKey | undefined {
  const { ctrlKey, metaKey, altKey, isComposing, repeat, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || isComposing || repeat || defaultPrevented) return undefined;
  if (takesLetters(event.target) || hasDialog()) return undefined;
  return SHORTCUTS.find(({ key }) => key === event.key.toLowerCase())?.key;
}
