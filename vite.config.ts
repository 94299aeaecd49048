import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import about from './package.json' with { type: 'json' };
import { firstLoad } from './scripts/firstLoad.mjs';
import { contentSecurityPolicy, DEV_HEADERS, PREVIEW_HEADERS } from './scripts/headers.mjs';
import { hubOf } from './scripts/hub.mjs';
import { installedSize } from './scripts/installed.mjs';
import { wasmKernels } from './scripts/wasmKernels.mjs';
import { MANIFEST } from './scripts/webManifest.mjs';

/** Most JavaScript that the page may load before it shows anything, bytes after gzip. */
const FIRST_LOAD_BYTES = 150_000;

/** Most that the service worker may store, bytes, without the reader of PDFs. */
const INSTALLED_BYTES = 6_000_000;

/** Where models can be opened from by name, if the page is built for that. */
const hub = hubOf(process.env);

/** Writes the policy into the built page, for static hosts on which no header can be set. */
function cspMeta(): Plugin {
  return {
    name: 'cloze:csp-meta',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: {
            'http-equiv': 'Content-Security-Policy',
            content: contentSecurityPolicy(hub),
          },
          injectTo: 'head-prepend', // A policy applies only to what comes after it.
        },
      ],
    },
  };
}

/** What makes the page work without a network, and a program that can be installed: src/offline/. */
function offline(): Plugin[] {
  let dir = 'dist';
  const pwa = VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/offline',
    filename: 'serviceWorker.ts',
    injectRegister: false, // `ui/offline/` registers it, once the page is usable.
    manifest: MANIFEST,
    includeManifestIcons: false, // The pattern below finds them.
    manifestFilename: 'manifest.webmanifest',
    injectManifest: {
      rollupFormat: 'iife', // Firefox runs no modules as service workers.
      globPatterns: ['**/*'],
      // The reader of PDFs is kept with the first PDF. Models that were put beside the page may have any size.
      globIgnores: ['assets/pdfjs-*', 'models/*/**/*', 'robots.txt'],
      dontCacheBustURLsMatching: /^assets\//, // Their names have a hash.
      manifestTransforms: [(entries) => installedSize(dir, entries, INSTALLED_BYTES)],
    },
  });
  const whereTo: Plugin = {
    name: 'cloze:where-to',
    configResolved({ root, build }) {
      dir = resolve(root, build.outDir);
    },
  };
  return [whereTo, ...pwa];
}

export default defineConfig({
  base: './', // The built page works from any sub-path.
  appType: 'mpa', // The page routes by the hash, so a missing file is a 404, not the page.
  define: {
    'import.meta.env.CLOZE_HUB': JSON.stringify(hub?.url ?? ''),
    'import.meta.env.CLOZE_VERSION': JSON.stringify(about.version),
  },
  plugins: [react(), cspMeta(), wasmKernels(), firstLoad(FIRST_LOAD_BYTES), ...offline()],
  worker: { format: 'es', plugins: () => [wasmKernels()] },
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 2000, // kB, for pdf.js, which is loaded with the first PDF.
    // One file for the first load. Otherwise each module that a lazy part also uses becomes a file of its own.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } },
    },
    assetsInlineLimit: 0, // The policy allows neither fonts nor .wasm from `data:` URLs.
  },
  server: { headers: DEV_HEADERS },
  preview: { headers: PREVIEW_HEADERS },
});
