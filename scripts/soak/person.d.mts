import type { Page } from '@playwright/test';

export function addressOn(backend: string): string;
export function keepTraining(page: Page): Promise<void>;
export const ACTIONS: readonly (readonly [
  name: string,
  act: (page: Page, round: number) => Promise<void>,
])[];
