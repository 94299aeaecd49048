// Draws the icons of the installed page, and the one for iOS, from public/icon.svg: node scripts/icons.mjs
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureChromium, LAUNCH_ARGS } from './chromium.mjs';

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
const svg = readFileSync(`${PUBLIC}icon.svg`, 'utf8');

/** Systems cut a maskable icon to their own shape: its ground goes to the edges, and the sign stays in the middle. */
const maskable = svg
  .replace('viewBox="0 0 32 32"', 'viewBox="-6 -6 44 44"')
  .replace('<rect width="32" height="32" rx="7"', '<rect x="-6" y="-6" width="44" height="44"');

/** iOS rounds the corners itself, and would show black behind them. */
const square = svg.replace(' rx="7"', '');

const ICONS = [
  { name: 'icon-180.png', size: 180, drawing: square },
  { name: 'icon-192.png', size: 192, drawing: svg },
  { name: 'icon-512.png', size: 512, drawing: svg },
  { name: 'icon-maskable-512.png', size: 512, drawing: maskable },
];

const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...LAUNCH_ARGS] });
try {
  for (const { name, size, drawing } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
    await page.screenshot({ path: `${PUBLIC}${name}`, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
