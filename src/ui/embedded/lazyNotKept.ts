import { lazy } from 'react';

/** Loaded where the page is embedded. */
export const NotKept = lazy(() => import('./NotKept'));
