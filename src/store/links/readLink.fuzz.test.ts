import { deflateRawSync } from 'node:zlib';
import { fuzzText } from '../../base/testFuzz';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { newPlayground } from '../playground/state';
import { complaintsOf } from './linkTexts';
import { readLink } from './readLink';
import { matchOf } from './sent/compareCurves';
import { wrap } from './sent/envelope';
import { packRun, type SentRun, unpackRun } from './sent/replay';
import { replayWords } from './sent/replayWords';
import { packText, unpackText } from './sent/sentText';
import { unlike } from './sent/unlike';
import { unpack } from './sent/unpack';

const PAGE = newPlayground(DEFAULT_SETTINGS);
const RUN: SentRun = {
  ...{ version: '0.1', step: 30, backend: 'wasm', device: 1, check: 2, vocabulary: 'v', exam: 'e' },
  text: { characters: 21, hash: 3 },
  ...{ train: [[1, 5.5]], evals: [[0, 5.25]] },
};
const bytes = (text: string) => new TextEncoder().encode(text);

const own = await packText({ name: 'Goats', text: 'Mira feeds the goats.', language: 'en' });
const replay = packRun(RUN);
fuzzText({
  name: 'a link with what is packed in it',
  samples: [`#seed=7&own=${own}`, `#text=bread&replay=${replay}`, `#replay=${replay}&own=${own}`],
  words: ['own=', 'replay=', '1.', '2.', '.', '-', '_', '&', '%0A', 'AAAA', 'part=', 'lesson='],
  runs: 20,
  async read(hash) {
    const link = await unpack(readLink(hash));
    complaintsOf(link, PAGE);
    return link;
  },
});

// Whoever means harm writes the right checksum.
fuzzText({
  name: 'a text that was packed well',
  samples: [
    '{"name":"Goats","language":"en"}\nMira feeds.',
    '{"name":"g","isGrammar":true}\na = b .',
  ],
  words: ['"name":', '"language":', '"isGrammar":', '{', '}', '"', ',', '\n', 'true', 'null', 'ﬃ'],
  runs: 40,
  async read(text) {
    const found = await unpackText(wrap(new Uint8Array(deflateRawSync(bytes(text)))));
    const { whole, grammar } = 'why' in found ? {} : found;
    if (`${whole}${grammar}`.includes('\0')) throw new Error('control characters');
    return found;
  },
});

fuzzText({
  name: 'a run that was packed well',
  samples: [JSON.stringify(RUN), JSON.stringify({ ...RUN, backend: 'webgpu', resumed: true })],
  words: [...Object.keys(RUN).map((key) => `"${key}":`), '[', ']', '{', '}', ',', '1e999', '-1'],
  runs: 60,
  read(text) {
    const run = unpackRun(wrap(bytes(text)));
    if ('why' in run) return run;
    const sent = { ...run, raw: '', settings: DEFAULT_SETTINGS };
    replayWords(sent, { step: 1, match: matchOf([]), unlike: unlike(sent, PAGE) });
    return run;
  },
});
