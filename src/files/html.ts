import { canonical } from './encodings';

const DROPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'select']);

/** Elements that begin and end a paragraph: block-level by HTML's own style sheet, and cells of tables. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption' +
    ' figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p' +
    ' pre search section summary table tbody td tfoot th thead title tr ul textarea'
  ).split(' '),
);

/** HTML's white space; a no-break space is none. */
const SPACES = /[ \t\n\f\r]+/g;

/** Looks for it where HTML demands it to be. */
const CHARSET_WITHIN = 1024;
const CHARSET = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i;

/** The encoding that a page declares; undefined if it declares none that a browser can read. */
export function declaredEncoding(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, CHARSET_WITHIN));
  const label = CHARSET.exec(start)?.[1];
  const encoding = label && canonical(label);
  // It could not be read as ASCII if it were UTF-16 (HTML standard, 13.2.3.2).
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding;
}

/** Collects text as a page would show it: white space collapsed, a blank line between paragraphs. */
function createPageText() {
  let text = '';
  /** White space that is put only if more of the paragraph follows. */
  let held = '';
  let ended = true;
  let begun = false;

  const put = (words: string) => {
    if (!ended) text += held;
    else if (begun) text += '\n\n';
    text += words;
    held = '';
    ended = false;
    begun = true;
  };
  const breakParagraph = () => {
    held = '';
    ended = true;
  };
  return {
    breakParagraph,
    breakLine() {
      if (held.includes('\n')) breakParagraph();
      else if (!ended) held = '\n';
    },
    /** Text outside `pre` */
    flow(data: string) {
      const collapsed = data.replace(SPACES, ' ');
      const words = collapsed.replace(/^ | $/g, '');
      if (collapsed.startsWith(' ') && !ended && held === '') held = ' ';
      if (words === '') return;
      put(words);
      if (collapsed.endsWith(' ')) held = ' ';
    },
    /** Text inside `pre` */
    verbatim(data: string) {
      const lines = ended ? data.replace(/^\n+/, '') : data;
      let end = lines.length;
      while (lines[end - 1] === '\n') end--;
      if (end > 0) put(lines.slice(0, end));
      if (!ended) held += lines.slice(end);
    },
    /** Hands over what has come so far. */
    take(): string {
      const taken = text;
      text = '';
      return taken;
    },
  };
}

/**
 * The text of a page, read as it comes: block elements and cells end a paragraph, `<br>` a line; scripts, styles,
 * drawings, lists to choose from and what stands in for scripts are left out; white space is collapsed but in
 * `pre`. Hidden elements and navigation are read like the rest.
 */
export async function* readHtml(parts: AsyncIterable<string>): AsyncGenerator<string> {
  const { Parser } = await import('htmlparser2');
  const page = createPageText();
  let dropped = 0;
  let pre = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (DROPPED.has(name)) dropped++;
      if (dropped > 0) return;
      if (name === 'br') page.breakLine();
      else if (BLOCKS.has(name)) page.breakParagraph();
      if (name === 'pre') pre++;
    },
    onclosetag(name) {
      if (DROPPED.has(name)) dropped--;
      if (dropped > 0) return;
      if (BLOCKS.has(name)) page.breakParagraph();
      if (name === 'pre') pre--;
    },
    ontext(data) {
      if (dropped > 0) return;
      if (pre > 0) page.verbatim(data);
      else page.flow(data);
    },
  });
  for await (const part of parts) {
    parser.write(part);
    const text = page.take();
    if (text) yield text;
  }
  parser.end();
  const text = page.take();
  if (text) yield text;
}
