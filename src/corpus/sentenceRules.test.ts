import { describe, expect, it } from 'vitest';
import { abbreviationsOf } from './abbreviations';
import { joins } from './sentenceRules';
import { splitSentences } from './sentences';

const split = (text: string, language?: string) =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

/** Language, then the sentences, which are to be found again when a space joins them. */
const SPACED: readonly (readonly [string, ...string[]])[] = [
  // Words that are abbreviations in another language, or before a number only
  ['fr', 'Il ne sait pas où elle est.', 'Elle est partie.'],
  ['und', 'Il ne sait pas où elle est.', 'Elle est partie.'],
  ['en', 'The firm was est. 1990 in Rome.', 'It is old.'],
  ['en', 'The gap is 5 mm.', 'The sample was dry.'],
  ['und', 'The gap is 5 mm.', 'The sample was dry.'],
  ['en', 'the gap is 5 mm.', 'the sample was dry.', 'it was cold.'],
  ['en', 'She picked a fig.', 'It was ripe.'],
  ['en', 'See fig. 3 and Figs. 4 and 5.', 'They differ.'],
  ['en', 'He crossed the col.', 'The wind was cold.', 'We met Col. Smith there.'],
  ['en', 'He is ill.', 'She is old.', 'Go on.', 'They did it in the bar.', 'He ran on.'],
  ['en', 'He lives at no. 7 in St. Ives.', 'Did he say no?', 'No.', 'He did not.'],
  // Letters
  ['en', 'It has vitamin C.', 'It is good.', 'Eat vitamin C.', 'Oranges have it.'],
  ['en', 'This is plan B.', 'We need it.', 'He got a grade A.', 'Anna got a B.', 'We left.'],
  [
    'en',
    'He works at AT&T.',
    'She does not.',
    'Read the Q&A.',
    'Anna wrote it.',
    'See box A/B.',
    'Bob did.',
  ],
  ['en', 'Choose A+B.', 'Anna chose C/D.', 'It is 30°F.', 'Bob was cold.'],
  ['en', 'It is warm at 20 °C.', 'Water boils at 100 °C.', 'Ice melts.'],
  ['en', 'J. K. Rowling met George W. Bush and J.R.R. Tolkien.', 'So did I.', 'Then we left.'],
  ['en', 'It was made by J. Smith for A. Jones.', 'We saw it.'],
  [
    'en',
    'The U.S. Army came.',
    'He lives in the U.S.',
    'He likes it.',
    'She is in Washington, D.C.',
    'We are not.',
  ],
  [
    'en',
    'We met at 5 p.m.',
    'He left.',
    'At 5.30 p.m. we ate.',
    'He came at 6 p.m. Monday.',
    'Good.',
  ],
  ['en', 'We met at 5 p.m.', 'Anna left.', 'The train left at 7 a.m.', 'Bob was late.'],
  [
    'en',
    'Mr. and Mrs. Ames met Dr. Lee, i.e. Anna, e.g. Tuesdays.',
    'Fruit, nuts etc. were sold.',
    'We ate.',
  ],
  ['en', 'we met dr. ames and mr. lee.', 'we ate, e.g. figs.', 'it was good.'],
  [
    'en',
    'He got an A.',
    'She got a B.',
    'Anna got a C.',
    'Bob failed.',
    'E. coli came in Dec. 1990.',
  ],
  ['en', 'He chose method B.', 'Anna did not.', 'So did I.', 'Bob stayed.'],
  ['en', 'It was built by I. M. Pei.', 'Anna J. Smith and Andrew K. Lee saw it.', 'We did not.'],
  ['en', 'He said: "J. Smith came." and left.', 'The former U.S. Army base is closed.'],
  ['en', 'Stop!', 'he said.', 'we met gov. ames.', 'he left at 5 p.m. EST, at 4 p.m. ET.'],
  ['en', 'At 6 p.m. UTC we left.', 'It was 5 p.m.', 'Anna came on Monday.'],
  // What is no end: addresses and code
  [
    'en',
    'See https://a.org/c?x=1&y=2 or www.example.com.',
    'Or .NET.',
    'If a != b then v1.2.3 is it.',
    'Good.',
  ],
  ['en', '<i>Where are you going?</i>', '<b>Stop.</b>', 'Good.'],
  ['en', 'It is **bold.**', 'It is _new._', 'Good.'],
  // Companies, streets and sons go on, or end a sentence
  [
    'en',
    'Apple Inc. CEO Tim Cook lives on Elm St. in Rome.',
    'He works at Apple Inc.',
    'She does.',
  ],
  [
    'en',
    'Martin Luther King Jr. Day is here.',
    'It is on Main St.',
    'It is long.',
    'We met in St. Ives.',
  ],
  // A sentence may begin with a number; what is counted may be a Roman one
  ['en', 'The vote was close.', '52 members came.', '3 left.', 'See fig. 3 and chap. IV of it.'],
  ['es', 'Nació en el s. XIX y murió en el s. XX.', 'Fue pintor.'],
  // Smileys and emoji belong to what was said
  ['en', 'Hi! :)', 'How are you? :-)', 'Great! 🎉', 'Thanks. ❤️', 'Bye.', 'It works now!!! 🎉🎉'],
  // Who said it, and who speaks on
  ['es', '—¿Qué es? —dijo Ana.', '—Nada —dijo él.'],
  ['ru', '— Где ты? — спросил он.', '— Здесь.', 'Я тут.'],
  ['el', '«Έρχεσαι;» ρώτησε.', '«Ναι.»', 'Έφυγε.'],
  ['ko', '"어디 가?"라고 물었다.', '"집에."라고 말했다.'],
  ['nl', "Het is 5 uur 's middags.", "'s Avonds eten we.", "'t Is laat."],
  // Titles that are words in small letters
  ['und', 'i like cats.', 'look at me.', 'e.g. now.', 'he is nice.'],
  ['de', 'das ist so.', 'wie ich es mag.', 'du auch.'],
  // Other languages
  ['de', 'Das ist z. B. Obst, d. h. Äpfel und u. a. Birnen.', 'Am 3. Mai kam Hr. Kurz.', 'Gut.'],
  ['de', 'Seit 3. Mai und seit 12. Oktober ist er da.', 'Gut.'],
  ['de', 'Anfang 19. Jahrhunderts, Ende 20. Jahrhundert und vor 2. Weltkrieg war das so.', 'Gut.'],
  ['de', 'Der 3. Versuch am 15. Tag gelang.', 'Jede 3. Frau und jeder 4. Mann kam.', 'Gut.'],
  ['de', 'Im Jahr 20 v. Chr. war das so.', 'Er wohnt in der Hauptstr. 5, Friedrich II. auch.'],
  ['de', 'Im 19. Jahrhundert war das der 3. Versuch.', 'Es war kalt am Tag 1.', 'Er ging.'],
  [
    'de',
    'Prof. Dr. Meier wohnt in Nr. 5, vgl. Abb. 3.',
    'Wir kauften Äpfel usw.',
    'Dann gingen wir.',
  ],
  ['fr', 'M. Dupont et Mme Curie ont vu J.-P. Martin, p. ex. hier.', 'Il part av. J.-C. ou après.'],
  [
    'es',
    'El Sr. Pérez y la Sra. López vieron a la Dra. Ruiz en la pág. 5.',
    '¿Cómo está Ud. García?',
    'Gracias a Ud.',
    'La casa es grande.',
  ],
  ['fr', 'Il aime, p. ex. Paris.', 'Il part.'],
  ['nl', 'Het is m. a. w. Jan.', 'Goed.'],
  ['pt', 'O Sr. Silva e a Sra. Costa moram na Av. Brasil, p. ex. no n. 5.', 'Ela saiu.'],
  [
    'it',
    'Il sig. Rossi e la Sig.ra Bianchi comprano pane, latte ecc. per noi.',
    'Il Dott. Verdi è qui.',
    'Andiamo.',
  ],
  [
    'nl',
    'Dat is bijv. Amsterdam, d.w.z. Nederland.',
    'Dhr. Jansen en mevr. De Vries komen.',
    'Goed.',
  ],
  ['sv', 'Det är t.ex. Anna, bl.a. Bo och kl. 5.', 'Hon gick.'],
  [
    'pl',
    'To jest np. Anna, tzn. Ania.',
    'Przyszedł prof. Nowak na ul. Długą.',
    'W 1990 r. było zimno.',
    'Tak.',
  ],
  ['cs', 'To je např. Praha, tj. Čechy.', 'Přišel prof. Novák a Ing. Malý.', 'Bylo č. 5.', 'Ano.'],
  [
    'ru',
    'Он жил в г. Москва на ул. Ленина, т. е. дома.',
    'Это было в 1990 г.',
    'Он ушёл.',
    'А. С. Пушкин писал стихи и т. д.',
    'Мы читали.',
  ],
  ['ru', 'Длина 5 см.', 'Это мало.'],
  ['uk', 'Це було в м. Київ.', 'Він жив на вул. Франка, напр. Тут.'],
  [
    'tr',
    'Prof. Yılmaz ve Dr. Demir geldi, bkz. Ankara.',
    'Elma, armut vb. aldık.',
    'Sonra gittik.',
  ],
  ['hi', 'डॉ. शर्मा घर गए।', 'वे थक गए थे।'],
  ['el', 'Ήρθε ο κ. Παππάς, π.χ. Χθες.', 'Τι κάνεις;', 'Καλά είμαι.'],
  ['ar', 'جاء د. أحمد إلى البيت.', 'كان متعبا.'],
  // Capitals
  ['de', 'das war groß.', 'wir gingen heim.', 'es war kalt am tag 1.'],
  ['el', 'ήταν ΐσκιος.', 'πήγαμε σπίτι.', 'έκανε κρύο.'],
  ['und', 'ŉ man loop.', 'dit was ǰ en ﬀ.', 'ons gaan huis toe.'],
  ['en', 'i live in Rome.', 'my cat is called Anna.', 'she sleeps.'],
  ['en', 'Hello Anna.', 'how are you.', 'i am fine.', 'we live in Rome.'],
  ['en', 'iPhone sales fell.', 'Apple said so.', 'The rest is approx. known.'],
  // Speech
  ['en', 'He waited…', 'Then he left.', 'Wait… what?', 'What!…', 'No.'],
  ['en', '"Stop!" he said.', '"Go."', '"No!"', 'They went.'],
  ['fr', '« Bonjour ! » dit-il.', '« Non. »', 'Il part.', '« Oui\u00a0!\u00a0»', 'Elle rit.'],
  ['de', '„Halt!“ rief er.', '„Nein.“', '»Warum?« fragte sie.', 'Er ging.'],
  ['sv', '”Nej.”', '”Jo!” sade hon.', 'Han gick.'],
];

describe('sentences with a space between', () => {
  it.each(SPACED.map(([language, ...list]) => ({ language, list })))(
    '$language: $list',
    ({ language, list }) => {
      expect(split(list.join(' '), language)).toEqual(list);
    },
  );
});

describe('sentences with nothing between', () => {
  it.each<[string, string[]]>([
    ['zh', ['他走了。', '“你好。”', '她说。']],
    ['zh', ['他走了。', '「你好！」', '『再见。』', '《书》很好。', '（真的。）', '好。']],
    ['ja', ['彼は行った。', '「こんにちは。」', '彼女は笑った。']],
    ['ja', ['「おはよう。」と彼は言った。', '「はい。」']],
    ['zh', ['他问：“你来吗？”', '“来。”', '“好！”']],
    ['en', ['He left.', '“No.”', 'She said.']],
    ['en', ['He left.', '"No."', 'She said.', '"Yes!"', 'Good.']],
    ['en', ['He left.', '(She did not.)', '[It rained.]', 'We ate.']],
    ['de', ['Er ging.', '„Nein.“', 'Sie blieb.', '»Doch!«', 'Gut.']],
    ['fr', ['Il part.', '«Non.»', 'Elle reste.']],
    ['sv', ['Hon gick.', '”Nej.”', 'Han sade det.']],
    ['ja', ['これは本です．', 'それは３．５円です．', 'はい．']],
    ['ja', ['ｶﾚﾊ行ｯﾀ｡', 'ﾏﾀ来ﾙ｡']],
  ])('%s: %s', (language, list) => {
    expect(split(list.join(''), language)).toEqual(list);
  });
});

describe('a boundary that Unicode finds', () => {
  const around = (language: string, caseless = false) => ({
    rules: abbreviationsOf(language),
    caseless,
  });

  it.each<[language: string, left: string, right: string]>([
    ['de', 'Es war am Tag 1. ', 'Er kam im Mai'],
    ['de', 'Es war am 3. Mai 1999. ', 'Mai hieß sie'],
    ['de', 'Es war der 3. Tag in 1999. ', 'Versuche es'],
    ['de', 'Es waren 300. ', 'Mai hieß sie'],
    ['de', 'Es war am 3. ', '5 kamen'],
    ['de', 'Es war am Seestrand. ', '5 kamen'],
    ['en', 'He works at Apple Inc. ', '5 others do'],
    ['en', 'See http://a.org/no. ', '7 came'],
    ['en', 'We met George W. ', '"Good," she said'],
    ['en', 'It was in 50 a.d. ', 'Rome burned'],
    ['en', 'He left. (She did!) ', 'Then we ate'],
    ['en', '?) ', 'Mix'],
    ['ja', '「はい」と！” ', 'と言った'],
    ['ja', '「はい。」', '彼はと言った'],
    ['ko', '"어디 가?" ', '그는 갔다'],
    ['ko', '(정말?)', '그는 갔다'],
    ['ko', '"집에"!)', '라고 말했다'],
    ['ko', '"집에."', 'IS 한국어'],
  ])('is kept (%s): %s | %s', (language, left, right) => {
    expect(joins(left, right, true, around(language))).toBe(false);
  });

  it.each<[language: string, left: string, right: string]>([
    ['fr', 'p. ex. ', 'Paris'],
    ['en', 'The 5 kg. of Mr. ', 'Lee'],
    ['en', '12. ', 'Mix it'],
    ['en', '1.12. ', 'Mix it'],
    ['en', ' (a) ', 'Mix it'],
    ['en', 'He lives in the U.S. ', 'Army base'],
    ['ko', '"어디 가?"', '라고 말했다'],
    ['en', '“Stop!” ', 'he said'],
    ['en', 'Wait… ', 'what is it'],
  ])('is none (%s): %s | %s', (language, left, right) => {
    expect(joins(left, right, true, around(language))).toBe(true);
  });

  it('depends on whether the sentence is there as a whole, and on whether it has capitals', () => {
    expect(joins('12. ', 'Mix it', false, around('en'))).toBe(false);
    expect(joins('He lives in the u.s. ', 'army base', true, around('en', true))).toBe(true);
    expect(joins('“Stop!” ', 'he said', true, around('en', true))).toBe(false);
  });
});
