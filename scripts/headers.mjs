// The headers that the page is served with, for the dev server, the preview server and the built page.
import { hubOf } from './hub.mjs';

/**
 * What the built page may do: run its own code, and reach nothing but its own origin.
 * 'wasm-unsafe-eval' lets WebAssembly compile; it does not allow `eval`.
 */
export const CSP_DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default', // the one of src/base/guards.ts
};

/**
 * The policy, for a header and for a `<meta>`.
 * @param {ReturnType<typeof hubOf>} [hub] that the page may reach too, if it is built for that
 */
export function contentSecurityPolicy(hub) {
  const connect = [CSP_DIRECTIVES['connect-src'], ...(hub?.sources ?? [])].join(' ');
  return Object.entries({ ...CSP_DIRECTIVES, 'connect-src': connect })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Devices that the page does not use. */
const UNUSED_DEVICES = [
  'camera',
  'display-capture',
  'geolocation',
  'hid',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/** The first two make the page cross-origin isolated, which gives it fine timers and SharedArrayBuffer. */
const COMMON_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': UNUSED_DEVICES.map((name) => `${name}=()`).join(', '),
};

/** Without the policy, as Vite's hot reload needs inline scripts, inline styles and a WebSocket. */
export const DEV_HEADERS = COMMON_HEADERS;

/** Where a browser reports breaches of the policy to, in end-to-end tests: nothing else tells of those of workers. */
export const BREACH_PATH = '/policy-breach';
const reports = process.env.REPORT_BREACHES ? `; report-uri ${BREACH_PATH}` : '';

export const PREVIEW_HEADERS = {
  ...COMMON_HEADERS,
  'Content-Security-Policy': contentSecurityPolicy(hubOf(process.env)) + reports,
};
