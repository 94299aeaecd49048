import { expect, it } from 'vitest';
import { placesIn } from './usePlaces';

it('puts places that stand side by side on one line, small ones too', () => {
  const boxes = [
    { x: 5, top: 12, bottom: 20 }, // [CLS]
    { x: 30, top: 0, bottom: 24 },
    { x: 60, top: 0, bottom: 24 },
    { x: 10, top: 60, bottom: 84 },
    { x: 40, top: 72, bottom: 80 }, // [SEP]
  ];
  const { at, lines } = placesIn(boxes);
  expect(at.map(({ line }) => line)).toEqual([0, 0, 0, 1, 1]);
  expect(lines).toEqual([
    { top: 0, bottom: 24 },
    { top: 60, bottom: 84 },
  ]);
});
