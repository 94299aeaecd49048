import { joinLines } from './pdfText';

/** `00:01:02,345`, `1:02.3`, with or without hours */
const TIME = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?`;
const CUE_TIMES = new RegExp(String.raw`^\s*(${TIME})(?:\s*-->\s*|,)(${TIME})(?:\s.*)?$`);
const MICRO_DVD = /^\{(\d+)\}\{(\d*)\}(.*)$/;
const LYRICS = new RegExp(String.raw`^((?:\[${TIME}\])+)(.*)$`);
/** `[ar: Ann]`, `[Script Info]`, `[INFORMATION]` */
const HEADING = /^\[[^\]]*\]\s*$/;
const DIALOGUE = /^Dialogue:\s*(.*)$/;
/** Fields of a line of dialogue before its text, where no `Format:` says how many */
const FIELDS = 9;
/** What stands above the cues of SubViewer */
const SUB_VIEWER =
  /^\[(?:INFORMATION|TITLE|AUTHOR|SOURCE|PRG|FILEPATH|DELAY|CD TRACK|COMMENT|END INFORMATION|SUBTITLE|COLF)\]/;
const VTT_BLOCK = /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/;

/** How a subtitle file begins, by its kind. */
const BEGINNINGS = [
  /^WEBVTT(?:\s|$)/,
  new RegExp(String.raw`^(?:\d+\s*\n)?\s*${TIME}\s*-->\s*${TIME}`),
  new RegExp(String.raw`^${TIME},${TIME}\n`),
  /^\[Script Info\]/i,
  /^\[INFORMATION\]\s*\n/,
  /^\{\d+\}\{\d*\}/,
  new RegExp(String.raw`^(?:\[[a-z]+:[^\]\n]*\]\s*\n)*(?:\[${TIME}\])+.*\n(?:\n|\[${TIME}\])`, 'i'),
];

export const looksLikeSubtitles = (beginning: string): boolean =>
  BEGINNINGS.some((pattern) => pattern.test(beginning.slice(0, 4096).replace(/^[\s\uFEFF]+/, '')));

/** Styles: `<i>`, `<font color="red">`, `<c.yellow>`, `<00:01.000>`, `{\an8}`, `{y:i}` */
const TAGS = /<\/?[a-z][^<>]*>|<[\d:.]+>|\{[^{}]*\}/gi;
const DRAWING = /\{[^{}]*\\p[1-9]/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

const plain = (line: string) =>
  line
    .replace(TAGS, '')
    .replace(/\\[Nnh]|\[br\]/g, ' ')
    .replace(/&(?:amp|lt|gt|nbsp|lrm|rlm);/g, (entity) => ENTITIES[entity]!)
    .replace(/\s+/g, ' ')
    .trim();

function seconds(time: string): number {
  const parts = time.replace(',', '.').split(':').map(Number);
  return parts.reduce((sum, part) => 60 * sum + part, 0);
}

const FINAL = /[\p{Sentence_Terminal}…♪][\p{Pe}\p{Pf}\p{Quotation_Mark}]*$/u;
/** `[rain]` */
const SOUND = /^[[(（【♪][^\])）】]*[\])）】♪]$/u;
/** Another speaker, a sound, a song */
const BEGINS = /^(?:[-–—]\s*\p{L}|[♪[(（【])/u;
/** A pause after which another paragraph begins, and lengths at which one is ended: at a final mark, and without */
const PAUSE_SECONDS = 3;
const LONG = 200;
const LONGEST = 300;

interface Spoken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the lines of a file of subtitles, gives those that are spoken. */
function createCues() {
  let times = { start: 0, end: 0 };
  /** A line that is the name of a cue if its times follow */
  let held: string | undefined;
  let inBlock = false;
  let fields = FIELDS;
  let inScript = false;
  let wasBlank = true;

  const spoken = (text: string): Spoken[] => [{ text, ...times }];
  const frames = (at: string) => Number(at) / 25;

  const own = (line: string): Spoken[] | undefined => {
    const dialogue = DIALOGUE.exec(line)?.[1];
    if (dialogue !== undefined) {
      const cells = dialogue.split(',');
      times = { start: seconds(cells[1] ?? ''), end: seconds(cells[2] ?? '') };
      const text = cells.slice(fields).join(',');
      return DRAWING.test(text) ? [] : spoken(text);
    }
    if (inScript) {
      const format = /^Format:(.*)$/.exec(line)?.[1];
      if (format?.includes('Text')) fields = format.split(',').length - 1;
      return [];
    }
    const micro = MICRO_DVD.exec(line);
    if (micro) {
      times = { start: frames(micro[1]!), end: frames(micro[2] || micro[1]!) };
      // The first may say how many frames there are in a second.
      return /^[\d.]+$/.test(micro[3]!) ? [] : micro[3]!.split('|').flatMap(spoken);
    }
    const sung = LYRICS.exec(line);
    if (!sung) return undefined;
    const start = seconds(sung[1]!.slice(1).split(']')[0]!);
    times = { start, end: start };
    // A line of a song is one, whatever its end.
    return sung[2]!.trim() ? [{ text: `${sung[2]!}\n`, ...times }] : [];
  };

  return {
    take(line: string): Spoken[] {
      const before = held;
      held = undefined;
      if (line.trim() === '') {
        inBlock = false;
        wasBlank = true;
        return before === undefined ? [] : spoken(before);
      }
      if (/^\[Script Info\]/i.test(line)) inScript = true;
      if (inBlock) return [];
      const cue = CUE_TIMES.exec(line);
      if (cue) {
        times = { start: seconds(cue[1]!), end: seconds(cue[2]!) };
        wasBlank = false;
        return [];
      }
      if (SUB_VIEWER.test(line)) return [];
      const found = own(line);
      const isFirst = wasBlank;
      wasBlank = false;
      const late = before === undefined ? [] : spoken(before);
      if (found) return [...late, ...found];
      if (isFirst && VTT_BLOCK.test(line)) {
        inBlock = true;
        return late;
      }
      if (isFirst && (HEADING.test(line) || /^\[[a-z]+:/i.test(line))) {
        wasBlank = true; // others may follow
        return late;
      }
      if (isFirst || /^\s*\d+\s*$/.test(line)) {
        held = line;
        return late;
      }
      return [...late, ...spoken(line)];
    },
    end: (): Spoken[] => (held === undefined ? [] : spoken(held)),
  };
}

/**
 * What is spoken in a file of subtitles or lyrics (SubRip, WebVTT, SubStation Alpha, MicroDVD, SubViewer, LRC):
 * without numbers, times and styles. A cue is a piece of a sentence, so cues are joined to running text, until a
 * pause comes or somebody else speaks. Lines said twice in a row, as captions that roll have them, come once.
 */
export async function* readSubtitles(parts: AsyncIterable<string>): AsyncGenerator<string> {
  const cues = createCues();
  let open = '';
  let ended = 0;
  let previous = '';
  let begun = false;

  const close = (): string => {
    const text = open && (begun ? '\n\n' : '') + open;
    if (open) begun = true;
    open = '';
    return text;
  };
  const say = (lines: readonly Spoken[]): string => {
    let out = '';
    for (const { text: raw, start, end } of lines) {
      const text = plain(raw);
      if (text === '' || text === previous) continue;
      previous = text;
      const isPause = start - ended >= PAUSE_SECONDS;
      if (isPause || open.length > LONGEST || BEGINS.test(text)) out += close();
      open = open ? joinLines(open, text) : text;
      ended = end;
      const isEnd = SOUND.test(text) || raw.endsWith('\n');
      if (isEnd || (open.length > LONG && FINAL.test(text))) out += close();
    }
    return out;
  };

  let rest: string[] = []; // joined once: a line may come in many parts
  for await (const part of parts) {
    const lines = part.replaceAll('\uFEFF', '').split('\n');
    rest.push(lines[0]!);
    if (lines.length === 1) continue;
    lines[0] = rest.join('');
    rest = [lines.pop()!];
    const out = lines.map((line) => say(cues.take(line))).join('');
    if (out) yield out;
  }
  const out = say([...cues.take(rest.join('')), ...cues.end()]) + close();
  if (out) yield out;
}
