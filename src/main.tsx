import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readHash } from './config/hash';
import { createApp } from './store/app';
import { readLab } from './store/labAddress';
import { PARTS } from './store/state';
import { Page } from './ui/Page';

const address = readHash(location.hash);
const lab = readLab(address.lab);
const complaints = [...address.complaints, ...lab.complaints];
const app = createApp({
  settings: address.settings,
  part: PARTS.find((part) => part === address.part) ?? 'playground',
  lab: lab.shown,
  notice:
    complaints.length > 0 ? `${complaints.join(' ')} The default is used instead.` : undefined,
});
void app.document.restore(address.text);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Page app={app} />
  </StrictMode>,
);
