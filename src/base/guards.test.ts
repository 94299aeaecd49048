import { afterEach, expect, it, vi } from 'vitest';
import { isEmbedded, nameForWorker, ownName } from './embedded';
import { allowOwnScripts, removeStores } from './guards';

afterEach(() => vi.unstubAllGlobals());

/** A page whose `<html>` has the mark of `public/first.js`, or has not. */
const page = (isMarked: boolean) =>
  vi.stubGlobal('document', { documentElement: { hasAttribute: () => isMarked } });

it('tells workers by their name whether their page is embedded', () => {
  for (const isMarked of [true, false]) {
    page(isMarked);
    expect(isEmbedded()).toBe(isMarked);
    const name = nameForWorker('cloze-trainer');
    vi.unstubAllGlobals();
    vi.stubGlobal('self', { name });
    expect(isEmbedded()).toBe(isMarked);
    expect(ownName(name)).toBe('cloze-trainer');
    expect(nameForWorker('cloze-helper') === 'cloze-helper').toBe(!isMarked); // workers of workers
    vi.unstubAllGlobals();
  }
});

it('takes stores away wherever in the chain of prototypes they stand, and nothing else', () => {
  class Scope {
    get indexedDB() {
      return 'databases';
    }
    get origin() {
      return 'https://a.org';
    }
  }
  const scope = Object.assign(new Scope(), { localStorage: 'items', storage: 'files' });
  removeStores(scope);
  expect('indexedDB' in scope || 'localStorage' in scope || 'storage' in scope).toBe(false);
  expect(scope.origin).toBe('https://a.org');
});

it('allows scripts of its own origin only', () => {
  vi.stubGlobal('origin', 'https://a.org');
  vi.stubGlobal('location', { href: 'https://a.org/cloze/#text=de' });
  const createPolicy = vi.fn();
  allowOwnScripts({ createPolicy });
  const [name, rules] = createPolicy.mock.lastCall!;
  expect(name).toBe('default');
  expect(Object.keys(rules)).toEqual(['createScriptURL']); // no code and no HTML from strings
  for (const own of ['https://a.org/cloze/a.js', 'a.js', '/a.js']) {
    expect(rules.createScriptURL(own)).toBe(own);
  }
  const foreign = [
    ...['https://b.org/a.js', 'https://a.org.b.org/a.js', '//b.org/a.js', 'http://a.org/a.js'],
    ...['data:text/javascript,1', 'blob:https://a.org/1', 'javascript:1'],
  ];
  for (const url of foreign) expect(rules.createScriptURL(url), url).toBeUndefined();
  expect(() => allowOwnScripts(undefined)).not.toThrow(); // a browser without them
});
