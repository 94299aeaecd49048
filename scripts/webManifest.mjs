// What a browser needs to install the page; the build writes it to manifest.webmanifest.

/** The page's `--paper`, light and dark (`ui/styles/tokens.css`). */
export const PAPER = { light: '#fbfaf7', dark: '#171614' };

/** Kinds of files that the page offers to open. It reads more, by content, whatever their names. */
export const OPENS = {
  'text/plain': ['.txt', '.text', '.log'],
  'text/markdown': ['.md', '.markdown'],
  'text/csv': ['.csv'],
  'text/tab-separated-values': ['.tsv', '.tab'],
  'text/html': ['.html', '.htm'],
  'text/vtt': ['.vtt'],
  'application/x-subrip': ['.srt'],
  'application/json': ['.json'],
  'application/x-ndjson': ['.jsonl', '.ndjson'],
  'application/pdf': ['.pdf'],
  'application/epub+zip': ['.epub'],
  'application/vnd.oasis.opendocument.text': ['.odt'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
};

/**
 * All addresses are relative to the manifest's own, so that it works from any
 * sub-path.
 */
export const MANIFEST = {
  id: './',
  name: 'Cloze',
  short_name: 'Cloze',
  description: 'Train a small BERT on your own text, in a web page, on your own machine.',
  lang: 'en',
  dir: 'ltr',
  start_url: './',
  scope: './',
  display: 'standalone',
  categories: ['education', 'productivity'],
  theme_color: PAPER.light,
  background_color: PAPER.light,
  icons: [
    { src: './icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: './icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  // Another window: the present one may be training.
  launch_handler: { client_mode: 'navigate-new' },
  file_handlers: [
    {
      action: './',
      accept: OPENS,
    },
  ],
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      url: 'link',
      files: [
        {
          name: 'files',
          accept: Object.entries(OPENS).flatMap(([type, endings]) => [type, ...endings]),
        },
      ],
    },
  },
};
