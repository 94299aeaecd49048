import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { type App, createApp } from '../store/app';
import { AppContext } from './app';

declare global {
  /** React asks for it where `act` is used */
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

type Actions = 'run' | 'text' | 'experiments' | 'library';

/** The page's own store, with these actions in the place of its own: what a test watches, or must not start. */
export function testApp(actions: { readonly [K in Actions]?: Partial<App[K]> } = {}): App {
  const app = createApp();
  for (const group of ['run', 'text', 'experiments', 'library'] as const) {
    Object.assign(app[group], actions[group]);
  }
  return app;
}

/** What is on the page, found as a person finds it: by its words. */
export interface Shown {
  readonly text: () => string;
  /** A button by its words, or by its label where it has one; undefined where there is none */
  readonly button: (name: string) => HTMLButtonElement | undefined;
  readonly select: (name: string) => HTMLSelectElement;
  readonly checkbox: (name: string) => HTMLInputElement;
  readonly textbox: () => HTMLInputElement;
  readonly press: (name: string) => Promise<void>;
  readonly choose: (name: string, words: string) => Promise<void>;
  /** Types over what a field holds, and then presses a key in it */
  readonly typeInto: (field: HTMLInputElement, text: string, key: string) => Promise<void>;
  /** Waits until this is so */
  readonly until: (isSo: () => boolean) => Promise<void>;
  readonly end: () => Promise<void>;
}

const plain = (text: string | null) => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** Draws a component of the page for this app. */
export async function show(app: App, element: ReactNode): Promise<Shown> {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(async () => root.render(<AppContext value={app}>{element}</AppContext>));
  const all = <T extends Element>(selector: string) => [...place.querySelectorAll<T>(selector)];
  const nameOf = (control: Element) =>
    control.getAttribute('aria-label') ?? plain(control.textContent);
  const only = <T,>(found: T | undefined, what: string): T => {
    if (found) return found;
    throw new Error(`There is no ${what} in: ${plain(place.textContent)}`);
  };
  const button = (name: string) =>
    all<HTMLButtonElement>('button').find((one) => nameOf(one) === name);
  const select = (name: string) => {
    const label = all('label').find((one) => plain(one.firstChild?.textContent ?? '') === name);
    return only(label?.querySelector('select') ?? undefined, `choice “${name}”`);
  };
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
  };
  return {
    text: () => plain(place.textContent),
    button,
    select,
    until,
    checkbox: (name) =>
      only(
        all<HTMLInputElement>('input[type=checkbox]').find((one) => nameOf(one) === name),
        `checkbox “${name}”`,
      ),
    textbox: () => only(all<HTMLInputElement>('input:not([type])')[0], 'text field'),
    press: (name) => act(async () => only(button(name), `button “${name}”`).click()),
    choose: (name, words) =>
      act(async () => {
        const choice = select(name);
        const option = [...choice.options].find((one) => one.text === words);
        choice.value = only(option, `option “${words}”`).value;
        choice.dispatchEvent(new Event('change', { bubbles: true }));
      }),
    typeInto: async (field, text, key) => {
      // React ignores a value that it set itself, so the element's own setter is called.
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
      await act(async () => {
        setter.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await act(async () => {
        field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      });
    },
    end: async () => {
      await act(async () => root.unmount());
      place.remove();
    },
  };
}
