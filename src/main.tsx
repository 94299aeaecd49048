import './base/guards';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/classes.css';
import './ui/styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from 'react-error-boundary';
import { createApp } from './store/app';
import { readLink } from './store/links/readLink';
import { Crash } from './ui/common/Crash';
import { Page } from './ui/Page';

const link = readLink(location.hash);
const { settings, auto, part, use, experiments } = link;
const app = createApp({ settings, auto, part, use, experiments });
void app.links.begin(link);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ErrorBoundary FallbackComponent={Crash}>
      <Page app={app} />
    </ErrorBoundary>
  </StrictMode>,
);
