import type { Picture } from '../../common/asPng';
import { captionOf, type Pictured, titleOf } from './caption';

const SVG = 'http://www.w3.org/2000/svg';

/** Set by style sheets or custom properties, which a picture on its own does not have. */
const COLOURS = ['fill', 'stroke'] as const;
const FONT = ['font-family', 'font-size', 'font-weight'] as const;

/** Around the chart and its caption, px */
const MARGIN = 12;
const LINE = 16;

function added(parent: Element, name: string, attributes: Readonly<Record<string, unknown>>) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
  parent.append(element);
  return element;
}

/** Breaks sentences into lines of at most `width` px, as SVG does not. */
function linesOf(sentences: readonly string[], font: string, width: number): string[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.font = font;
  const fits = (line: string) => context.measureText(line).width <= width;
  return sentences.flatMap((sentence) => {
    const lines: string[] = [];
    let line = '';
    for (const word of sentence.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && !fits(longer)) lines.push(line);
      line = line === '' || fits(longer) ? longer : word;
    }
    return [...lines, line];
  });
}

/** A copy of the chart that stands alone, with title, background and caption, and with every style written out. */
export function pictureOf(svg: SVGSVGElement, pictured: Pictured): Picture {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const computed = getComputedStyle(originals[i]!);
    const names = element.tagName === 'text' ? [...COLOURS, ...FONT] : COLOURS;
    for (const name of names) element.setAttribute(name, computed.getPropertyValue(name));
  });
  const colours = getComputedStyle(document.documentElement);
  const colour = (name: string) => colours.getPropertyValue(name).trim();
  const family = getComputedStyle(svg).fontFamily;
  const chart = svg.getBoundingClientRect();
  const lines = linesOf(captionOf(pictured), `12px ${family}`, chart.width);
  const width = chart.width + 2 * MARGIN;
  const top = MARGIN + LINE + 8;
  const height = top + chart.height + 8 + lines.length * LINE + MARGIN;

  const picture = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ width, height })) {
    picture.setAttribute(name, `${value}`);
  }
  picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
  picture.setAttribute('role', 'img');
  added(picture, 'title', {}).textContent = titleOf(pictured);
  added(picture, 'desc', {}).textContent = captionOf(pictured).join(' ');
  // Some programs ignore a background set by a style.
  added(picture, 'rect', { width: '100%', height: '100%', fill: colour('--paper') });
  const write = (text: string, y: number, attributes: Readonly<Record<string, unknown>>) => {
    added(picture, 'text', { x: MARGIN, y, 'font-family': family, ...attributes }).textContent =
      text;
  };
  write(titleOf(pictured), MARGIN + 13, {
    ...{ 'font-size': 14, 'font-weight': 600, fill: colour('--ink') },
  });
  // Its style fits it to the page; its own title is empty.
  copy.removeAttribute('style');
  for (const empty of copy.querySelectorAll('title, desc')) empty.remove();
  const place = { x: MARGIN, y: top, width: chart.width, height: chart.height };
  for (const [name, value] of Object.entries(place)) {
    copy.setAttribute(name, `${value}`);
  }
  picture.append(copy);
  lines.forEach((line, i) => {
    const y = top + chart.height + 8 + (i + 0.75) * LINE;
    write(line, y, { 'font-size': 12, fill: colour('--muted') });
  });
  return { text: new XMLSerializer().serializeToString(picture), width, height };
}
