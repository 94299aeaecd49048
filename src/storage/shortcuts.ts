const KEY = 'cloze:shortcuts';

function saved(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true; // A private window may refuse.
  }
}

let isOn: boolean | undefined;

/** Whether single keys do something; remembered in this browser. */
export function areShortcutsOn(): boolean {
  isOn ??= saved();
  return isOn;
}

export function setShortcutsOn(on: boolean): void {
  isOn = on;
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // The choice then lasts as long as the page.
  }
}
