import type { LaunchOptions } from 'puppeteer-core';
import type { BrowserProviderOption } from 'vitest/node';
export function browserProvider(options: LaunchOptions): BrowserProviderOption;
