import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { firstLoad } from './scripts/firstLoad.mjs';
import { contentSecurityPolicy, DEV_HEADERS, PREVIEW_HEADERS } from './scripts/headers.mjs';
import { hubOf } from './scripts/hub.mjs';
import { wasmKernels } from './scripts/wasmKernels.mjs';

/** Most JavaScript that the page may load before it shows anything, bytes after gzip. */
const FIRST_LOAD_BYTES = 150_000;

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
            content: contentSecurityPolicy('meta', hub),
          },
          injectTo: 'head-prepend', // A policy applies only to what comes after it.
        },
      ],
    },
  };
}

export default defineConfig({
  base: './', // The built page works from any sub-path.
  appType: 'mpa', // The page routes by the hash, so a missing file is a 404, not the page.
  define: { 'import.meta.env.CLOZE_HUB': JSON.stringify(hub?.url ?? '') },
  plugins: [react(), cspMeta(), wasmKernels(), firstLoad(FIRST_LOAD_BYTES)],
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
