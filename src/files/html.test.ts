import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredEncoding, readHtml } from './html';
import { inspectFile } from './inspect';
import { encodeBytes, fileOf, textOf } from './testFiles';

async function read(...parts: string[]): Promise<string> {
  const source = async function* () {
    yield* parts;
  };
  let text = '';
  for await (const part of readHtml(source())) text += part;
  return text;
}

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>Rain &amp; sun</title>
<style>p { color: red }</style><script>if (1 < 2) "</p>";</script></head>
<body><h1>It
  rains</h1><p>One <b>bold</b>, <i> two </i> &lt;three&gt;&nbsp;four &eacute;.<p>Line<br> break<br/>here
<svg><text>drawn</text></svg><noscript>Turn it on.</noscript><template>later</template>
<ul><li>milk<li> eggs</ul><table><tr><td>a</td><td>b</td></tr></table>
<pre>
  two
    lines

  end
</pre><!-- not this -->tail<br><br>after</body></html>`;

const TEXT = [
  'Rain & sun',
  'It rains',
  'One bold, two <three>\u00a0four é.',
  'Line\nbreak\nhere',
  'milk',
  'eggs',
  'a',
  'b',
  '  two\n    lines\n\n  end',
  'tail',
  'after',
].join('\n\n');

describe('readHtml', () => {
  it('reads what a page shows', async () => {
    expect(await read(PAGE)).toBe(TEXT);
  });

  it('reads the same wherever the page is cut', async () => {
    const places = fc.array(fc.nat(PAGE.length), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(places, async (at) => {
        const sorted = at.sort((a, b) => a - b);
        const parts = [0, ...sorted].map((start, i) => PAGE.slice(start, sorted[i]));
        expect(await read(...parts)).toBe(TEXT);
      }),
    );
  });

  it('reads a page without head, body or ends', async () => {
    expect(await read('<title>a</title><p>b<p>c')).toBe('a\n\nb\n\nc');
    expect(await read('just &quot;text&quot;')).toBe('just "text"');
    expect(await read('<script>never ended')).toBe('');
  });

  it('goes by the encoding that a page declares, if its bytes are valid in it', async () => {
    const page = (label: string) => `<meta charset="${label}"><p>Всё в доме.`;
    const bytes = encodeBytes(page('windows-1251'), 'windows-1251');
    const facts = await inspectFile(fileOf('a.html', bytes));
    expect(facts).toMatchObject({ kind: 'html', encoding: 'windows-1251', encodingSure: true });
    expect(await textOf(fileOf('a.html', bytes))).toBe('Всё в доме.');
    const wrong = await inspectFile(fileOf('a.htm', page('shift_jis')));
    expect(wrong).toMatchObject({ encoding: 'utf-8', encodingSure: true });
    expect(await textOf(fileOf('a.htm', page('utf-8')), { encoding: 'ibm866' })).not.toContain(
      'Всё',
    );
  });

  it.each([
    ['<meta charset=utf-8>', 'utf-8'],
    ['<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', 'windows-1252'],
    ["<meta charset='utf-16'>", 'utf-8'],
    ['<meta charset="klingon">', undefined],
    ['<p>charset=utf-8', undefined],
    [`${' '.repeat(1024)}<meta charset=utf-8>`, undefined],
  ])('finds the declaration in %s', (page, encoding) => {
    expect(declaredEncoding(new TextEncoder().encode(page))).toBe(encoding);
  });
});
