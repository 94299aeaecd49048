import type { Browser, Page } from '@playwright/test';

export function sampler(
  browser: Browser,
  page: Page,
  onGpu: boolean,
): Promise<() => Promise<Record<'minutes' | 'heap' | 'detached', number>>>;
