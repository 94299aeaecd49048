import type { App } from '../../store/app';
import { keepPage } from './keepPage';
import { openLaunched } from './launched';

/** What the page does for itself once it is usable: it is kept for visits without a network, and opens what it was given. */
export function beginOffline(app: App): void {
  openLaunched(app);
  void keepPage(() => app.store.setState({ isOutdated: true }));
}
