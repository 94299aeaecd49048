import { expect, it } from 'vitest';
import { scriptsOf } from './firstLoad.mjs';

const HTML = `
  <link rel="icon" href="./icon.svg" />
  <script src="./theme.js"></script>
  <script type="module" crossorigin src="./assets/index-1.js"></script>
  <link rel="modulepreload" crossorigin href="./assets/react-2.js">
  <link rel="stylesheet" crossorigin href="./assets/index-3.css">`;

it('finds what the page names, and what that imports, once each', () => {
  const imports = {
    'assets/index-1.js': ['assets/react-2.js', 'assets/own-4.js'],
    'assets/own-4.js': ['assets/deep-5.js', 'assets/index-1.js'],
  };
  expect(scriptsOf(HTML, (name) => imports[name] ?? [])).toEqual([
    'theme.js',
    'assets/index-1.js',
    'assets/react-2.js',
    'assets/own-4.js',
    'assets/deep-5.js',
  ]);
});
