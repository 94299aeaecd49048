import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Shows the page in a theme as its button does, and closes nothing that is open. */
export const showIn = (page: Page, theme: 'light' | 'dark') =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

/**
 * What axe finds in the page, or in the part of it that `within` selects. One line for each rule that is broken, with
 * the first elements that break it. The dark theme differs only in its colours, so it is checked only for contrast.
 */
export async function violations(
  page: Page,
  theme: 'light' | 'dark',
  within?: string,
): Promise<string[]> {
  // What passes is only counted: to find a selector for each of its elements takes most of the time.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  axe.setLegacyMode(); // The page has no frames. Otherwise each analysis ends in a page that is opened for it.
  if (within) axe.include(within);
  if (theme === 'dark') axe.withRules('color-contrast');
  const { violations: found } = await axe.analyze();
  return found.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`);
    return `${id}: ${help} (${nodes.length}): ${places.join(' | ')}`;
  });
}
