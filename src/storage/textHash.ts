import { hash32 } from '../base/random';

/** A number by which a text is known again. */
export function textHash(text: string): number {
  let hash = hash32(text.length);
  for (let i = 0; i < text.length; i++) hash = hash32((hash ^ text.charCodeAt(i)) >>> 0);
  return hash;
}
