import { crc32 } from '../../../base/crc';

/** The present format of what is packed in links. */
const VERSION = 1;

/** Why packed bytes cannot be had: of a newer format, cut off, changed on the way, or longer than any that Cloze writes. */
export type NotWhole = 'newer' | 'cut' | 'damaged' | 'long';

const toBase64Url = (bytes: Uint8Array): string => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

const fromBase64Url = (data: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const hex = (crc: number) => crc.toString(16).padStart(8, '0');

/**
 * Bytes as a part of a link: `1.a1b2c3d4.1234.…`, which is the format's version, the CRC-32 of the bytes, how many characters
 * follow, and the bytes in base64url. The length tells a link that was cut on its way from one that was changed.
 */
export function wrap(bytes: Uint8Array): string {
  const data = toBase64Url(bytes);
  return `${VERSION}.${hex(crc32(bytes))}.${data.length}.${data}`;
}

/** The bytes that `wrap` wrote, or why they cannot be had. Never throws. What is left of `most` characters is not looked at. */
export function unwrap(raw: string, most: number): Uint8Array<ArrayBuffer> | NotWhole {
  if (raw.length > most) return 'long';
  // Mail programs break long links, and add full stops and brackets to their ends.
  const plain = raw.replaceAll(/\s/g, '');
  const [version, crc, length, data] = plain.split('.', 4);
  if (/^\d{1,9}$/.test(version ?? '') && Number(version) > VERSION) return 'newer';
  if (data === undefined)
    return /^(1(\.[0-9a-f]{0,8}(\.\d{0,9})?)?)?$/.test(plain) ? 'cut' : 'damaged';
  const all = Number(length);
  if (version !== `${VERSION}` || !/^\d{1,9}$/.test(length!)) return 'damaged';
  const given = /^[\w-]*/.exec(data)![0].slice(0, all);
  if (given.length < all) return given.length === data.length ? 'cut' : 'damaged';
  try {
    const bytes = fromBase64Url(given);
    return hex(crc32(bytes)) === crc ? bytes : 'damaged';
  } catch {
    return 'damaged';
  }
}
