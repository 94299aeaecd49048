// Every class of a style sheet is used, and every class that a component uses is there.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const UI = fileURLToPath(new URL('../src/ui', import.meta.url));
const files = readdirSync(UI, { recursive: true }).map((name) => join(UI, name));
const read = (path) => readFileSync(path, 'utf8');
const components = files
  .filter((path) => path.endsWith('.tsx'))
  .map((path) => ({ path, text: read(path) }));

/** The classes that a style sheet's own selectors name. */
function classesIn(path) {
  const selectors = read(path)
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/:global\([^)]*\)/g, '')
    .match(/[^{}]+(?=\{)/g);
  return new Set(selectors?.join(' ').match(/(?<=\.)[a-z][\w-]*/gi));
}

/** What a component takes of a module: names, and whether it also takes some by a name that is computed. */
function takenFrom(module) {
  const users = components.filter(
    ({ path, text }) =>
      dirname(path) === dirname(module) && text.includes(`'./${basename(module)}'`),
  );
  const names = users.flatMap(({ text }) => text.match(/(?<=\bstyles\.)\w+/g) ?? []);
  return {
    users,
    names: new Set(names),
    computes: users.some(({ text }) => /\bstyles\[/.test(text)),
  };
}

it('has a rule for each class that a component takes, and a component for each class', () => {
  const wrong = [];
  for (const module of files.filter((path) => path.endsWith('.module.css'))) {
    const known = classesIn(module);
    const { users, names, computes } = takenFrom(module);
    const at = relative(UI, module);
    if (users.length === 0) wrong.push(`${at}: no component beside it uses it`);
    for (const name of names) if (!known.has(name)) wrong.push(`${at}: .${name} is missing`);
    for (const name of known) {
      if (!names.has(name) && !computes) wrong.push(`${at}: nobody takes .${name}`);
    }
  }
  expect(wrong).toEqual([]);
});

it('has a component for each class that all may use', () => {
  const texts = components.map(({ text }) => text).join('\n');
  const known = [...classesIn(join(UI, 'styles', 'classes.css'))];
  expect(known.length).toBeGreaterThan(8);
  expect(known.filter((name) => !new RegExp(`["'\`\\s]${name}["'\`\\s]`).test(texts))).toEqual([]);
});

it('changes its layout at the widths that tokens.css names, and at no others', () => {
  const named = new Set(
    read(join(UI, 'styles', 'tokens.css'))
      .match(/^ \* +\d+(?=px )/gm)
      ?.map((line) => Number(line.slice(2))),
  );
  expect(named.size).toBeGreaterThan(2);
  const sheets = files.filter((path) => path.endsWith('.css'));
  const widths = sheets.flatMap((path) => [
    ...read(path).matchAll(/\((min|max)-width: (\d+)px\)/g),
  ]);
  // One pixel more begins where the other ends.
  const used = widths.map(([, kind, px]) => Number(px) - (kind === 'min' ? 1 : 0));
  expect(used.filter((px) => !named.has(px))).toEqual([]);
});

/** WCAG 2.2: relative luminance of a colour such as #1c1b19. */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

it.each([
  ['light', ':root {'],
  ['dark', ':root[data-theme="dark"] {'],
])(
  'has redactions that stand out from the %s page, darker than its words or as dark',
  (_, rule) => {
    const [block] = read(join(UI, 'styles', 'tokens.css'))
      .split(`\n${rule}`)[1]
      .split('\n}');
    const { paper, ink, redaction, redacted } = Object.fromEntries(
      Array.from(block.matchAll(/--(\w+): (#\w{6})/g), ([, name, colour]) => [name, colour]),
    );
    expect(contrast(redaction, paper)).toBeGreaterThanOrEqual(3);
    expect(contrast(redacted, redaction)).toBeGreaterThanOrEqual(4.5);
    expect(luminance(redaction)).toBeLessThanOrEqual(Math.min(luminance(ink), 0.2));
  },
);
