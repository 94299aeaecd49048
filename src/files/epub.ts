import { readArchive } from './archiveText';
import { readHtml } from './html';
import { createParser } from './markup';
import { NotText } from './notText';
import type { ReadOptions } from './types';
import type { Zip } from './zip';

/** A path as it is written in a file of the archive, from the archive's root. */
function resolve(from: string, href: string): string {
  const url = new URL(href, `epub:/${from}`);
  return decodeURIComponent(url.pathname).replace(/^\/+/, '');
}

/** The pages of the book in the order in which they are read (EPUB 3.3, package documents). */
async function pagesOf(zip: Zip): Promise<string[]> {
  const { Parser } = await import('htmlparser2');
  const hrefs = new Map<string, string>();
  /** Each page once: a book that names one again and again would never end. */
  const order = new Set<string>();
  let book = '';
  const parser = createParser(
    Parser,
    {
      onopentag(full, attributes) {
        const name = full.slice(full.indexOf(':') + 1);
        if (name === 'rootfile') book ||= attributes['full-path'] ?? '';
        else if (name === 'item') {
          const { id, href, 'media-type': type, properties = '' } = attributes;
          const isPage = type === 'application/xhtml+xml' || type === 'text/html';
          if (id && href && isPage && !properties.split(' ').includes('nav')) hrefs.set(id, href);
        } else if (name === 'itemref') order.add(attributes.idref ?? '');
      },
    },
    { xmlMode: true },
  );
  parser.write(await zip.whole('META-INF/container.xml'));
  parser.write(await zip.whole(book));
  parser.end();
  return [...order].flatMap((id) => {
    const href = hrefs.get(id);
    return href === undefined ? [] : resolve(book, href);
  });
}

/** Fonts may be scrambled in any book; pages are in one that is locked. */
async function isLocked(zip: Zip): Promise<boolean> {
  return /URI="[^"]*html?"/i.test(await zip.whole('META-INF/encryption.xml'));
}

/**
 * The text of a book (.epub), page by page, without its table of contents. Throws NotText if it is locked or damaged,
 * or has no text.
 */
export async function* readEpub(
  file: File,
  { signal, onNote }: ReadOptions = {},
): AsyncGenerator<string> {
  const kind = {
    name: 'a book',
    why: 'It is damaged, or another kind of file under this name',
    advice: 'Open it in Calibre and save it as .docx or .txt.',
  };
  yield* readArchive(file, kind, signal, async function* (zip) {
    if (await isLocked(zip)) {
      throw new NotText(
        `${file.name} cannot be opened as a book.`,
        'Its publisher has locked it (DRM).',
        'Choose a book without a lock.',
      );
    }
    let begun = false;
    for (const path of await pagesOf(zip)) {
      const page = zip.text(path);
      if (!page) continue;
      let before = begun ? '\n\n' : '';
      for await (const part of readHtml(page, { isChapter: true, onNote })) {
        yield before + part;
        before = '';
        begun = true;
      }
    }
  });
}
