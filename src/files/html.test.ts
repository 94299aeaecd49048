import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredEncoding, readHtml } from './html';
import { inspectFile } from './inspect';
import { DELETED, NOTE_MARKS, READINGS } from './leftOut';
import { encodeBytes, fileOf, readAll, textOf } from './testFiles';

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

  it.each<[string, string, string[]]>([
    ['<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>だ', '漢字だ', [READINGS]],
    ['<ruby>漢<rt>かん字<rt>じ</ruby>だ', '漢だ', [READINGS]],
    ['<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>だ', '漢字だ', [READINGS]],
    ['<ruby><rb>東<rb>京<rp>(<rt>とう<rt>きょう<rp>)</ruby>だ', '東京だ', [READINGS]],
    ['<ruby><rb>旧<rt>きゅう<rb>字<rt>じ</ruby>だ', '旧字だ', [READINGS]],
    [
      '<ruby><rbc><rb>東</rb></rbc><rtc><rt>とう</rt></rtc><rtc><rt>E</rt></rtc></ruby>だ',
      '東だ',
      [READINGS],
    ],
    ['<ruby><ruby>東<rt>とう</rt></ruby><rt>East</rt></ruby>だ', '東だ', [READINGS]],
    ['<p>a <del>b</del><ins>c</ins> <s>d</s>', 'a c d', [DELETED]],
    [
      'a.<sup class="r"><a href="#n1"><span>[</span>1]</a></sup> b<a href="#n2"><sup>2</sup></a>',
      'a. b',
      [NOTE_MARKS],
    ],
    ['m<sup>2</sup>, <a href="#n">here</a> <sup><a href="/a">TM</a></sup>', 'm2, here TM', []],
    [
      'co&shy;op\u00ad exam<wbr>ple <math><mi>x</mi><annotation>\\x</annotation></math>',
      'coop example x',
      [],
    ],
  ])('keeps marks out of words: %s', async (html, text, notes) => {
    expect(await readAll(fileOf('a.html', html))).toEqual({ text, notes });
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
