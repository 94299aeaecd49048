import type { Parser as HtmlParser } from 'htmlparser2';
import { canonical } from './encodings';
import { DELETED, NOTE_MARKS, READINGS } from './leftOut';
import { createParser } from './markup';
import { createPageText } from './pageText';
import { parsedText } from './parsedText';
import type { ReadOptions } from './types';

const DROPPED = new Set([
  ...[
    'script',
    'style',
    'noscript',
    'template',
    'svg',
    'iframe',
    'select',
    'audio',
    'video',
    'canvas',
  ],
  ...['del', 'annotation', 'annotation-xml'],
]);
/** Where the readings of a `<ruby>` stand; `<rb>` and `<ruby>` lead back to its words. */
const READING = new Set(['rt', 'rp', 'rtc']);
const BASE = new Set(['ruby', 'rb']);

/** Elements that begin and end a paragraph: block-level by HTML's own style sheet, and cells of tables. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption' +
    ' figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p' +
    ' pre search section summary table tbody td tfoot th thead title tr ul textarea'
  ).split(' '),
);

/** Looks for it where HTML demands it to be. */
const CHARSET_WITHIN = 1024;
const CHARSET = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i;

/** A comment ends where it can: were that left open, there would be too many ways to read many of them. */
const PAGE =
  /^[\s\uFEFF]*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|sami)[\s>]/is;

/** The beginning of a page that is XML too */
const XHTML = /^[\s\uFEFF]*<\?xml\s|<html\s[^<>]*xmlns\s*=/i;

/** Whether a text begins as a web page does, or subtitles that are written like one (SAMI). */
export const looksLikePage = (beginning: string): boolean => PAGE.test(beginning);

/** The encoding that a page declares; undefined if it declares none that a browser can read. */
export function declaredEncoding(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, CHARSET_WITHIN));
  const label = CHARSET.exec(start)?.[1];
  const encoding = label && canonical(label);
  // It could not be read as ASCII if it were UTF-16 (HTML standard, 13.2.3.2).
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding;
}

/**
 * Takes a page as it comes and gives its text: block elements and cells end a paragraph, `<br>` a line; scripts, styles,
 * drawings, lists to choose from and what stands in for scripts are left out; white space is collapsed but in
 * `pre`, and soft hyphens are dropped. Hidden elements and navigation are read like the rest.
 *
 * Three things would put marks or other words into words: readings above words, what is marked as deleted, and marks
 * that call a footnote (`<sup>` with a link to a place). They are left out, and `notes` says so.
 *
 * @param isXhtml whether it is XML too, in which `<title/>` is a whole element
 * @param isChapter whether it is a page of a book, whose title is the book's
 */
function createHtmlReader(Parser: typeof HtmlParser, isXhtml: boolean, isChapter = false) {
  const page = createPageText();
  let dropped = 0;
  let pre = 0;
  let inReading = false;
  /** Open `<sup>`, and open links to a place on a page: text in both is the mark of a note. */
  let raised = 0;
  let toPlaces = 0;
  /** Of each open link, whether it leads to a place */
  const links: boolean[] = [];
  const notes = new Set<string>();

  const isLeftOut = (data: string): boolean => {
    if (dropped > 0) return true;
    const isMark = raised > 0 && toPlaces > 0;
    if (data.trim() && inReading) notes.add(READINGS);
    if (data.trim() && isMark) notes.add(NOTE_MARKS);
    return inReading || isMark;
  };
  const isDropped = (name: string) => DROPPED.has(name) || (isChapter && name === 'title');
  const parser = createParser(
    Parser,
    {
      onopentag(name, attributes) {
        if (name === 'del') notes.add(DELETED);
        if (isDropped(name)) dropped++;
        if (dropped > 0) return;
        if (READING.has(name)) inReading = true;
        else if (BASE.has(name)) inReading = false;
        else if (name === 'br') page.breakLine();
        else if (name === 'sup') raised++;
        else if (name === 'a') {
          links.push(attributes.href?.includes('#') ?? false);
          if (links.at(-1)) toPlaces++;
        } else if (BLOCKS.has(name)) page.breakParagraph();
        if (name === 'pre') pre++;
      },
      onclosetag(name) {
        if (isDropped(name)) dropped--;
        if (dropped > 0) return;
        if (READING.has(name) || name === 'ruby') inReading = false;
        else if (name === 'sup') raised--;
        else if (name === 'a') {
          if (links.pop()) toPlaces--;
        } else if (BLOCKS.has(name)) page.breakParagraph();
        if (name === 'pre') pre--;
      },
      ontext(data) {
        if (isLeftOut(data)) return;
        const text = data.replaceAll('\u00ad', '');
        if (pre > 0) page.verbatim(text);
        else page.flow(text);
      },
    },
    { recognizeSelfClosing: isXhtml, recognizeCDATA: isXhtml },
  );
  return {
    notes,
    write: (part: string) => parser.write(part),
    end: () => parser.end(),
    /** Hands over what has come so far. */
    take: page.take,
  };
}

/** The text of a page, see `createHtmlReader`. */
export async function* readHtml(
  parts: AsyncIterable<string>,
  { isChapter = false, onNote }: { isChapter?: boolean; onNote?: ReadOptions['onNote'] } = {},
): AsyncGenerator<string> {
  const { Parser } = await import('htmlparser2');
  let reader: ReturnType<typeof createHtmlReader> | undefined;
  yield* parsedText(parts, {
    write(part) {
      reader ??= createHtmlReader(Parser, isChapter || XHTML.test(part), isChapter);
      reader.write(part);
    },
    end: () => reader?.end(),
    take: () => reader?.take() ?? '',
  });
  for (const note of reader?.notes ?? []) onNote?.(note);
}

/** The text of a piece of a page. */
export function textOfHtml(Parser: typeof HtmlParser, html: string): string {
  const reader = createHtmlReader(Parser, false);
  reader.write(html);
  reader.end();
  return reader.take();
}
