import { afterEach, expect, it } from 'vitest';
import { shortcutOf } from './shortcuts';

const place = document.body.appendChild(document.createElement('div'));
afterEach(() => place.replaceChildren());

/** The shortcut that a key is taken for, pressed on this element. */
function pressedOn(html: string, key: string, more: KeyboardEventInit = {}) {
  place.innerHTML = html;
  let found: string | undefined;
  const listen = (event: KeyboardEvent) => {
    found = shortcutOf(event);
  };
  addEventListener('keydown', listen);
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  place.firstElementChild!.dispatchEvent(event);
  removeEventListener('keydown', listen);
  return found;
}

it('takes a key of the table, in either case, wherever nothing is typed', () => {
  const places = [
    '<p>a</p>',
    '<button>a</button>',
    '<input type="range">',
    '<input type="checkbox">',
  ];
  expect(places.map((html) => pressedOn(html, 't'))).toEqual(Array(4).fill('t'));
  expect(pressedOn('<p>a</p>', 'T', { shiftKey: true })).toBe('t');
  expect(pressedOn('<p>a</p>', '?', { shiftKey: true })).toBe('?');
  expect(pressedOn('<p>a</p>', 'q')).toBeUndefined();
});

it('leaves letters to what takes them itself', () => {
  const places = [
    '<input>',
    '<input type="search">',
    '<input type="number">',
    '<textarea></textarea>',
    '<select><option>t</option></select>',
    '<div contenteditable="true">a</div>',
    '<div role="listbox"></div>',
    '<div role="menu"></div>',
    '<button role="combobox">a</button>',
  ];
  expect(places.filter((html) => pressedOn(html, 't') !== undefined)).toEqual([]);
});

it('leaves Ctrl, Meta and Alt to the browser, and takes a key that is held down once', () => {
  const held = [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }];
  expect(held.filter((more) => pressedOn('<p>a</p>', 't', more) !== undefined)).toEqual([]);
});

it('does nothing behind a dialog', () => {
  expect(pressedOn('<p>a</p><dialog open>b</dialog>', 't')).toBeUndefined();
});
