import { expect, it } from 'vitest';
import { readLink } from '../links/readLink';
import { asksFor } from './returning';

it('takes a link that names what is usual for the one of the run, and no other', () => {
  const address = 'numAttentionHeads=2&backend=wasm';
  const asks = (hash: string) => asksFor(readLink(`#${hash}`), address);
  expect(asks(address)).toBe(true);
  expect(asks('mlmProbability=0.15&backend=wasm&numAttentionHeads=2')).toBe(true);
  expect(asks('backend=wasm&numAttentionHeads=4')).toBe(false);
  expect(asks(`${address}&maxSteps=100`)).toBe(false);
  expect(asks(`${address}&text=lanterns`)).toBe(false);
});
