import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { readSubtitles } from './subtitles';
import { fileOf, readAll, textOf } from './testFiles';

const SRT = `1
00:00:01,000 --> 00:00:03,000
<i>The rain began to fall</i>

2
00:00:03,100 --> 00:00:05,000
{\\an8}on the roof
of the mill.

3
00:00:05,200 --> 00:00:06,000 X1:40 X2:600
Ann said: "Listen."

4
00:00:06,100 --> 00:00:07,000
42

5
00:00:20,000 --> 00:00:21,000
Later &amp; elsewhere

6
00:00:31,000 --> 00:00:32,000
- Who <3 it?
- I do.

7
00:00:33,000 --> 00:00:34,000
[rain]
`;

const VTT = `WEBVTT Kind: captions
Language: en

STYLE
::cue { color: red }

NOTE made by hand
in two lines

first
00:01.000 --> 00:03.000 align:start
<v Ann>The rain <c.yellow>began</c> to<00:02.000> fall

00:03.100 --> 00:05.000
on the roof.

00:05.100 --> 00:06.000
on the roof.
`;

const ASS = `[Script Info]
Title: Rain
[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,not this
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\an8}The rain,\\Nso they say,
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,began to fall.
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0{\\p0}
`;

describe('subtitles', () => {
  it.each<[string, string, string]>([
    [
      'a.srt',
      SRT,
      'The rain began to fall on the roof of the mill. Ann said: "Listen." 42\n\nLater & elsewhere\n\n- Who <3 it?\n\n- I do.\n\n[rain]',
    ],
    ['a.vtt', VTT, 'The rain began to fall on the roof.'],
    ['a.ass', ASS, 'The rain, so they say, began to fall.'],
    [
      'a.sub',
      '{1}{1}25.000\n{10}{60}The rain|began\n{61}{90}{y:i}to fall.\n',
      'The rain began to fall.',
    ],
    [
      'a.sbv',
      '0:00:01.000,0:00:03.000\nThe rain began\n\n0:00:03.000,0:00:04.000\nto fall.\n',
      'The rain began to fall.',
    ],
    [
      'a.sub',
      '00:00:01.00,00:00:03.00\nThe rain[br]began\n\n00:00:03.00,00:00:04.00\nto fall.\n',
      'The rain began to fall.',
    ],
    [
      'a.lrc',
      '[ar:Ann]\n[00:01.00]The rain began\n[00:02.50][00:09.00]To <00:03.00>fall\n',
      'The rain began\n\nTo fall',
    ],
    [
      'a.srt',
      '1\n00:00:01,000 --> 00:00:02,000\n雨が降り\n\n2\n00:00:02,000 --> 00:00:03,000\n始めた。\n',
      '雨が降り始めた。',
    ],
    ['a.srt', '\uFEFF1\r\n00:00:01,000 --> 00:00:02,000\r\nIt rains.\r\n', 'It rains.'],
  ])('are read without numbers, times and styles, cues joined: %s', async (name, text, spoken) => {
    expect((await inspectFile(fileOf(name, text))).kind).toBe('subtitles');
    expect(await readAll(fileOf(name, text))).toEqual({
      text: spoken,
      notes: ['Times, numbers and styles of subtitles were left out.'],
    });
    expect(await textOf(fileOf('a.txt', text))).toBe(spoken);
  });

  it('have what stands above them left out', async () => {
    const viewer =
      '[INFORMATION]\n[TITLE]Rain\n[AUTHOR]Ann\n[END INFORMATION]\n[SUBTITLE]\n[COLF]&HFFFFFF,[SIZE]18\n00:00:01.00,00:00:02.00\nIt rains[br]today.\n';
    expect(await textOf(fileOf('a.sub', viewer))).toBe('It rains today.');
    const song = '[ti:Rain]\n[ar:Ann]\n[al:Wet]\n[00:01.00]It rains\n[00:05.00]It pours\n';
    expect(await textOf(fileOf('a.lrc', song))).toBe('It rains\n\nIt pours');
    const sami =
      '<SAMI><HEAD><STYLE TYPE="text/css">P {}</STYLE></HEAD><BODY>\n<SYNC Start=1000><P Class=ENCC>It rains<br>today.\n<SYNC Start=2000><P Class=ENCC>It pours.\n</BODY></SAMI>';
    expect(await textOf(fileOf('a.smi', sami))).toBe('It rains\ntoday.\n\nIt pours.');
  });

  it('do not depend on where the file is cut', async () => {
    const whole = await textOf(fileOf('a.srt', SRT));
    for (const width of [1, 5, 64]) {
      const parts = async function* () {
        for (let at = 0; at < SRT.length; at += width) yield SRT.slice(at, at + width);
      };
      let text = '';
      for await (const part of readSubtitles(parts())) text += part;
      expect(text).toBe(whole);
    }
  });

  it('without any final marks are still cut into pieces', async () => {
    const cue = (i: number) =>
      `${i}\n00:${String(i).padStart(2, '0')}:00,000 --> 00:${String(i).padStart(2, '0')}:59,900\nand then we went on to day ${i}\n`;
    const text = Array.from({ length: 50 }, (_, i) => cue(i)).join('\n');
    const pieces = (await textOf(fileOf('a.srt', text))).split('\n\n');
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(400);
  });

  it.each(['1\nIt rains.\n2\nIt pours.', '[Chorus]\nIt rains.', '12:30 --> home', '{1} is a set.'])(
    'are not every text with numbers: %s',
    async (text) => {
      for (const name of ['a.txt', 'a.srt']) expect(await textOf(fileOf(name, text))).toBe(text);
    },
  );
});
