import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
// Not the harness's `test`: this page is built to reach another origin.
import { expect, type Page, test } from '@playwright/test';
import { violations } from './axe';
import { button } from './page';
import { writeTinyModel } from './tinyModel';

const FIELD = 'Open from the Hugging Face Hub';
const field = (page: Page) => page.getByRole('textbox', { name: FIELD });
const dialog = (page: Page) => page.getByRole('dialog');
const VITE = join(import.meta.dirname, '../node_modules/vite/bin/vite.js');

/** A server with the Hub's paths that has one model, `org/tiny`; its weights come from elsewhere, by a redirect. */
async function serveHub(folder: string) {
  const headers = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'X-Error-Code',
  };
  const server = createServer(({ url = '' }, response) => {
    const refuse = (status: number, code: string) =>
      response.writeHead(status, { ...headers, 'X-Error-Code': code }).end();
    const file = url.startsWith('/org/tiny/resolve/main/') ? url.split('/').at(-1)! : undefined;
    const path = join(folder, url === '/stored' ? 'model.safetensors' : (file ?? ''));
    if (url.startsWith('/gated/')) refuse(401, 'GatedRepo');
    else if (url !== '/stored' && file === undefined) refuse(401, 'RepoNotFound');
    else if (!existsSync(path)) refuse(404, 'EntryNotFound');
    else if (file === 'model.safetensors') {
      response.writeHead(302, { ...headers, Location: '/stored' }).end();
    } else response.writeHead(200, headers).end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => server.close() };
}

/** Serves a page built with the option. */
async function servePage(hub: string, outDir: string) {
  const env = { ...process.env, CLOZE_HUB: '1', CLOZE_HUB_URL: hub };
  const options = ['--outDir', outDir, '--logLevel', 'warn'];
  execFileSync(process.execPath, [VITE, 'build', ...options], { env });
  const preview = [VITE, 'preview', '--outDir', outDir, '--port', '0'];
  const child = spawn(process.execPath, preview, { env: { ...env, NO_COLOR: '1' } });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const found = /http:\/\/localhost:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`vite preview ended: ${said}`)));
  });
  return { url, close: () => child.kill() };
}

test('a page built with the Hub opens a model by its name, and says why it cannot', async ({
  page,
}, testInfo) => {
  const hub = await serveHub(writeTinyModel(testInfo.outputPath('tiny')));
  const built = await servePage(hub.url, testInfo.outputPath('dist'));
  try {
    await page.goto(`${built.url}#part=library`);
    await button(page, 'Open a model').click();
    await expect(dialog(page)).toContainText('which learns its name');
    expect(await violations(page, 'light', 'dialog')).toEqual([]);
    await field(page).fill('gated/model');
    await field(page).press('Enter');
    await expect(page.getByRole('alert')).toContainText('gated/model is gated.');
    await field(page).fill('org/unknown');
    await field(page).press('Enter');
    await expect(page.getByRole('alert')).toContainText('There is no public model org/unknown');
    await field(page).fill('org/tiny');
    await dialog(page).getByRole('button', { name: 'Open', exact: true }).click();
    await expect(dialog(page)).toContainText('2 layers of 2 heads, hidden size 24');
    await expect(dialog(page).getByRole('heading', { name: 'org/tiny' })).toBeVisible();
  } finally {
    built.close();
    hub.close();
  }
});

test('a page built without it offers no such thing, and its policy forbids it', async ({
  page,
}) => {
  await page.goto('./#part=library');
  await button(page, 'Open a model').click();
  await expect(button(page, 'Choose a folder')).toBeVisible();
  await expect(field(page)).toHaveCount(0);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', /connect-src 'self';/);
});
