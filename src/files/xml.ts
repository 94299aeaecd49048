import { canonical } from './encodings';
import { textOfHtml } from './html';
import { createParser } from './markup';
import { parsedText } from './parsedText';

const DECLARATION = /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/;

/** What feeds and exports of blogs hold as text */
const HTML = /<(?:p|br|div|span|a|b|i|em|strong|ul|ol|h[1-6]|img|blockquote)(?:\s[^<>]*)?\/?>/i;

/** Its declaration, or a first element with a namespace or of a feed */
const XML = /^[\s\uFEFF]*<(?:\?xml\s|[\w:.-]+\s[^<>]*?\bxmlns(?::\w+)?\s*=|rss[\s>])/;

export const looksLikeXml = (beginning: string): boolean => XML.test(beginning);

/** Elements that stand for white space in formats of text (TTML, TEI, DocBook) */
const SPACE = /^(?:\w+:)?(?:br|cr|lb|cb|pb|tab)$/;

/** The encoding that the first line of an XML file declares; undefined if it declares none that is known. */
export function declaredByXml(head: Uint8Array): string | undefined {
  const label = DECLARATION.exec(String.fromCharCode(...head.subarray(0, 256)))?.[1];
  const encoding = label && canonical(label);
  return encoding?.startsWith('utf-16') ? undefined : encoding; // it could not be read as ASCII
}

/**
 * The text between the tags of an XML file. XML does not say which elements are paragraphs, so the text does: where
 * an element has text of its own beside other elements, these are within its paragraph, and so are those with just a
 * space between them; other elements have a paragraph each. A web page that an element holds as text, as in a feed, is
 * read as a web page. Attributes, comments and style sheets are left out.
 */
export async function* readXml(parts: AsyncIterable<string>): AsyncGenerator<string> {
  const { Parser } = await import('htmlparser2');
  /** How many elements are open, and the place of the outermost that has text of its own */
  let depth = 0;
  let mixed = Number.POSITIVE_INFINITY;
  let paragraph = '';
  let out = '';
  let begun = false;
  /** White space since the last text, and whether a tag stood there */
  let space = '';
  let tagged = false;
  /** How few elements were open since then */
  let shallowest = 0;

  const close = () => {
    const text = HTML.test(paragraph) ? textOfHtml(Parser, paragraph) : paragraph;
    if (text) out += (begun ? '\n\n' : '') + text;
    if (text) begun = true;
    paragraph = '';
  };
  const parser = createParser(
    Parser,
    {
      onopentagname(name) {
        depth++;
        tagged = true;
        if (SPACE.test(name)) space += ' ';
      },
      onclosetag() {
        depth--;
        if (depth <= mixed) mixed = Number.POSITIVE_INFINITY;
        tagged = true;
        shallowest = Math.min(shallowest, depth);
      },
      ontext(data) {
        const words = data.trim();
        if (words === '') {
          space += data;
          return;
        }
        const before = space + data.slice(0, data.length - data.trimStart().length);
        const own = depth - 1;
        const within = own < shallowest || mixed < shallowest;
        const near = space !== '' && !space.includes('\n');
        if (tagged && !within && !near) close();
        else if (paragraph && before) paragraph += ' ';
        paragraph += words.replace(/\s+/g, ' ');
        if (own >= 0) mixed = Math.min(mixed, own);
        space = data.slice(data.trimEnd().length);
        tagged = false;
        shallowest = depth;
      },
    },
    { xmlMode: true },
  );
  yield* parsedText(parts, {
    write: (part) => parser.write(part),
    end() {
      parser.end();
      close();
    },
    take() {
      const taken = out;
      out = '';
      return taken;
    },
  });
}
