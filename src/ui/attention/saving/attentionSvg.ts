import { formatCount, formatPercent } from '../../../base/format';
import type { Direction } from '../../../corpus/direction';
import type { AttentionMaps } from '../../../protocol/look';
import type { Picture } from '../../common/asPng';
import { changeOf } from '../../common/attention';
import { cellColour } from '../cellColour';
import type { MapColours, Rgb } from '../useMapColours';
import type { SentenceFacts } from './sentenceFacts';

export interface AttentionPicture {
  readonly facts: SentenceFacts;
  /** What the maps are compared with, and its name; they themselves are shown if left out */
  readonly from: { readonly maps: AttentionMaps; readonly name: string } | undefined;
  /** One head, large, its tokens beside it; all heads if left out */
  readonly head: { readonly layer: number; readonly head: number } | undefined;
  readonly dir: Direction;
  readonly colours: MapColours & {
    readonly paper: string;
    readonly ink: string;
    readonly muted: string;
  };
}

const MARGIN = 24;
const LINE = 18;
const SANS = 'font-family="Inter, system-ui, sans-serif"';
const SERIF = 'font-family="Source Serif 4, Georgia, serif"';
/** Width of a letter of the sentence, about; px. */
const LETTER = 9;
/** Shades of a colour: more could not be told apart, and each is a path of its own. */
const SHADES = 32;

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const hex = (colour: Rgb) =>
  `#${colour.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;

/** Breaks a sentence into lines of at most `most` letters. */
function linesOf(sentence: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < most)
      lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A map of T × T cells in a square of `size` px, a path for each shade; neighbours of one shade are one bar. */
function mapSvg(
  map: Float32Array,
  { from, dir, colours }: AttentionPicture,
  [x, y]: readonly [number, number],
  size: number,
): string {
  const T = Math.sqrt(map.length);
  const paths = new Map<string, string>();
  const shade = (i: number, j: number) => {
    const value = map[i * T + j]!;
    const coarse = (Math.sign(value) * Math.round(SHADES * Math.abs(value) ** 0.65)) / SHADES;
    if (coarse === 0) return '';
    const raised = Math.sign(coarse) * Math.abs(coarse) ** (1 / 0.65);
    return hex(cellColour(raised, i, j, colours, from !== undefined));
  };
  for (let i = 0; i < T; i++) {
    for (let j = 0; j < T; ) {
      const colour = shade(i, j);
      let end = j + 1;
      while (end < T && shade(i, end) === colour) end++;
      const left = dir === 'rtl' ? T - end : j;
      if (colour !== '') {
        paths.set(colour, `${paths.get(colour) ?? ''}M${left} ${i}h${end - j}v1h${j - end}z`);
      }
      j = end;
    }
  }
  const cells = [...paths].map(([fill, d]) => `<path fill="${fill}" d="${d}"/>`).join('');
  return (
    `<g transform="translate(${x} ${y}) scale(${size / T})" shape-rendering="crispEdges">` +
    `<rect width="${T}" height="${T}" fill="${hex(colours.empty)}"/>${cells}</g>`
  );
}

/** A part of the picture, and how much room it takes; px. */
interface Part {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A row a layer, a map a head. */
function allHeads(picture: AttentionPicture, top: number): Part {
  const { maps } = picture.facts;
  const { muted } = picture.colours;
  const [size, gap, left] = [132, 14, MARGIN + 56];
  const row = size + 30;
  const label = (x: number, y: number, text: string) =>
    `<text x="${x}" y="${y}" ${SANS} font-size="12" fill="${muted}">${text}</text>`;
  let svg = '';
  for (let l = 0; l < maps.layers; l++) {
    const y = top + l * row;
    svg += label(MARGIN, y + 12, `layer ${l + 1}`);
    for (let h = 0; h < maps.heads; h++) {
      const x = left + h * (size + gap);
      const map = changeOf(maps, picture.from?.maps, l, h);
      svg += mapSvg(map, picture, [x, y], size) + label(x, y + size + 15, `head ${h + 1}`);
    }
  }
  return { svg, width: left + maps.heads * (size + gap) - gap + MARGIN, height: maps.layers * row };
}

/** One head, its tokens on both axes. */
function oneHead(
  picture: AttentionPicture,
  { layer, head }: NonNullable<AttentionPicture['head']>,
  top: number,
): Part {
  const { facts, from, dir, colours } = picture;
  const { tokens, maps } = facts;
  const cell = Math.max(12, Math.min(24, Math.floor(480 / tokens.length)));
  const longest = Math.min(24, Math.max(...tokens.map((token) => token.length)));
  const left = MARGIN + 8 + 8 * longest;
  const size = cell * tokens.length;
  const text = (place: string, token: string) =>
    `<text ${place} ${SANS} font-size="12" fill="${colours.ink}" text-anchor="end">${escaped(token)}</text>`;
  const rows = tokens.map((token, i) =>
    text(`x="${left - 8}" y="${top + (i + 0.5) * cell + 4}"`, token),
  );
  const columns = tokens.map((token, j) => {
    const place = dir === 'rtl' ? tokens.length - 1 - j : j;
    const [x, y] = [left + (place + 0.5) * cell + 4, top + size + 8];
    return text(`transform="translate(${x} ${y}) rotate(-90)"`, token);
  });
  const map = changeOf(maps, from?.maps, layer, head);
  return {
    svg: mapSvg(map, picture, [left, top], size) + [...rows, ...columns].join(''),
    width: left + size + MARGIN,
    height: size + 16 + 8 * longest,
  };
}

/** The guesses for each blank, in columns. */
function guessLists({ facts, colours }: AttentionPicture, top: number, width: number): Part {
  const [column, gap] = [168, 24];
  const across = Math.max(1, Math.floor((width - 2 * MARGIN + gap) / (column + gap)));
  const most = Math.max(0, ...facts.blanks.map(({ guesses }) => guesses.length));
  const height = (most + 1.5) * LINE;
  const lists = facts.blanks.map(({ answer, guesses }, k) => {
    const x = MARGIN + (k % across) * (column + gap);
    const y = top + Math.floor(k / across) * height;
    const right = answer === undefined ? '' : `: ${answer}`;
    const rows = guesses.map(({ token, probability }, n) => {
      const at = y + (n + 1) * LINE;
      const weight = token === answer ? ' font-weight="600"' : '';
      return (
        `<text x="${x}" y="${at}" ${SERIF} font-size="15" fill="${colours.ink}"${weight}>${escaped(token)}</text>` +
        `<text x="${x + column}" y="${at}" ${SANS} font-size="12" fill="${colours.muted}" text-anchor="end">${formatPercent(probability)}</text>`
      );
    });
    return `<text x="${x}" y="${y}" ${SANS} font-size="12" fill="${colours.muted}">${escaped(`blank ${k + 1}${right}`)}</text>${rows.join('')}`;
  });
  return { svg: lists.join(''), width, height: Math.ceil(lists.length / across) * height };
}

const LEAST_WIDTH = 560;

/** The sentence, what its heads look at, and the guesses, as an image that needs no page around it. */
export function attentionSvg(picture: AttentionPicture): Picture {
  const { facts, from, head, colours, dir } = picture;
  const draw = (top: number) => (head ? oneHead(picture, head, top) : allHeads(picture, top));
  const width = Math.max(LEAST_WIDTH, draw(0).width);
  const lines = linesOf(facts.sentence, Math.floor((width - 2 * MARGIN) / LETTER));
  const which = head ? `Layer ${head.layer + 1}, head ${head.head + 1}. ` : '';
  const key = from
    ? `Minus ${from.name}. Ink: more, red: less.`
    : 'A row looks at columns: blue before it, amber after it, ink at itself.';
  const caption = `${which}Step ${formatCount(facts.step)}. ${key}`;
  const [anchor, x] = dir === 'rtl' ? ['end', width - MARGIN] : ['start', MARGIN];
  const sentence = lines.map(
    (line, i) =>
      `<text x="${x}" y="${MARGIN + 16 + i * 26}" ${SERIF} font-size="20" fill="${colours.ink}" text-anchor="${anchor}">${escaped(line)}</text>`,
  );
  const below = MARGIN + lines.length * 26 + 12;
  const maps = draw(below + 20);
  const lists = guessLists(picture, below + 20 + maps.height + 20, width);
  const height = below + 40 + maps.height + lists.height + MARGIN - LINE;
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">` +
    `<title>${escaped(facts.sentence)}</title><rect width="100%" height="100%" fill="${colours.paper}"/>` +
    `${sentence.join('')}<text x="${MARGIN}" y="${below}" ${SANS} font-size="12" fill="${colours.muted}">${escaped(caption)}</text>` +
    `${maps.svg}${lists.svg}</svg>`;
  return { text, width, height };
}
