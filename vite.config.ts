import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { firstLoad } from './scripts/firstLoad.mjs';
import { contentSecurityPolicy, DEV_HEADERS, PREVIEW_HEADERS } from './scripts/headers.mjs';
import { wasmKernels } from './scripts/wasmKernels.mjs';

/** JavaScript that may come before the page shows anything, bytes after gzip. */
const FIRST_LOAD_BYTES = 150_000;

/** Writes the policy into the built page, for static hosts that let nobody set a header. */
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
            content: contentSecurityPolicy('meta'),
          },
          injectTo: 'head-prepend', // A policy governs only what stands after it.
        },
      ],
    },
  };
}

export default defineConfig({
  base: './', // The built page works from any sub-path.
  appType: 'mpa', // One page, routed by its hash: a missing file is a 404, not the page again.
  plugins: [react(), cspMeta(), wasmKernels(), firstLoad(FIRST_LOAD_BYTES)],
  worker: { format: 'es', plugins: () => [wasmKernels()] },
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 2000, // pdf.js, kB; it is fetched with the first PDF only.
    assetsInlineLimit: 0, // The policy allows no `data:` fonts, and `connect-src` no `data:` .wasm.
  },
  server: { headers: DEV_HEADERS },
  preview: { headers: PREVIEW_HEADERS },
});
