import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Shown, show, testApp } from '../testPage';
import { Term } from './Term';

let page: Shown;
let word: HTMLButtonElement;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  page = await show(testApp(), <Term id="loss">loss</Term>);
  word = page.button('loss')!;
});
afterEach(async () => {
  vi.useRealTimers();
  await page.end();
});

const isOpen = () => document.querySelector('[popover]:popover-open') !== null;
const mouse = (type: string, movement = 0) =>
  act(async () => {
    const moved = { movementX: movement, movementY: 0 };
    word.dispatchEvent(new PointerEvent(type, { pointerType: 'mouse', bubbles: true, ...moved }));
  });
const rest = (milliseconds: number) => act(async () => void vi.advanceTimersByTime(milliseconds));

it('stays quiet where the page brings it under a mouse that rests', async () => {
  await mouse('pointerover');
  await mouse('pointermove');
  await rest(10_000);
  expect(isOpen()).toBe(false);
  // A mouse that only passes over it does not ask either.
  await mouse('pointermove', 4);
  await mouse('pointerout');
  await rest(10_000);
  expect(isOpen()).toBe(false);
});

it('says what it means once the mouse was moved onto it and stays', async () => {
  await mouse('pointerover');
  await mouse('pointermove', 4);
  await rest(400);
  await mouse('pointermove', 1);
  await rest(400);
  expect(isOpen()).toBe(false);
  await rest(200);
  expect(isOpen()).toBe(true);
  await mouse('pointermove', 1);
  await mouse('pointerout');
  await rest(400);
  expect(isOpen()).toBe(false);
});

it('does not come back by itself where it was closed under the mouse', async () => {
  await mouse('pointermove', 4);
  await rest(600);
  await act(async () => word.click()); // now it stays
  await mouse('pointerout');
  await rest(400);
  expect(isOpen()).toBe(true);
  await mouse('pointermove', 4);
  await act(async () => word.click());
  await vi.waitUntil(() => !isOpen());
  await mouse('pointermove', 1);
  await rest(10_000);
  expect(isOpen()).toBe(false);
});
