import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences';

const split = (text: string, language?: string) =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

interface Row {
  readonly script: string;
  readonly language: string;
  readonly sentences: readonly string[];
  /** What stands between two sentences; a space where nothing is said */
  readonly glue?: string;
}

const ROWS: readonly Row[] = [
  {
    script: 'Latin',
    language: 'en',
    sentences: ['The sun is warm.', 'Is it late?', 'No!', 'We stay here.'],
  },
  {
    script: 'Latin',
    language: 'es',
    sentences: ['El sol brilla.', '¿Es tarde?', '¡No!', 'Nos quedamos aquí.'],
  },
  {
    script: 'Latin',
    language: 'vi',
    sentences: ['Trời hôm nay đẹp.', 'Bạn có khỏe không?', 'Tôi rất khỏe.'],
  },
  {
    script: 'Cyrillic',
    language: 'ru',
    sentences: ['Солнце светит.', 'Уже поздно?', 'Нет!', 'Мы остаёмся здесь.'],
  },
  {
    script: 'Greek',
    language: 'el',
    sentences: ['Ο ήλιος λάμπει.', 'Είναι αργά;', 'Όχι!', 'Μένουμε εδώ.'],
  },
  { script: 'Greek', language: 'und', sentences: ['Τι κάνεις\u037e', 'Πού πας;', 'Πάω σπίτι.'] },
  {
    script: 'Armenian',
    language: 'hy',
    sentences: ['Արևը շողում է։', 'Մենք տանն ենք։', 'Երեխան քնած է։'],
  },
  {
    script: 'Armenian',
    language: 'und',
    sentences: ['Արևը շողում է:', 'Մենք տանն ենք:', 'Երեխան քնած է:'],
  },
  {
    script: 'Georgian',
    language: 'ka',
    sentences: ['მზე ანათებს.', 'გვიანია?', 'არა!', 'ჩვენ აქ ვრჩებით.'],
  },
  {
    script: 'Hebrew',
    language: 'he',
    sentences: ['השמש זורחת.', 'כבר מאוחר?', 'לא!', 'אנחנו נשארים כאן.'],
  },
  {
    script: 'Arabic',
    language: 'ar',
    sentences: ['الشمس مشرقة.', 'هل تأخر الوقت؟', 'لا!', 'نحن باقون هنا.'],
  },
  {
    script: 'Arabic',
    language: 'fa',
    sentences: ['هوا گرم است.', 'آیا دیر شده؟', 'ما اینجا می‌مانیم.'],
  },
  {
    script: 'Arabic',
    language: 'ur',
    sentences: ['آج موسم اچھا ہے۔', 'کیا تم آؤ گے؟', 'ہم گھر جا رہے ہیں۔'],
  },
  { script: 'Syriac', language: 'syr', sentences: ['ܫܡܫܐ ܕܢܚ܀', 'ܐܢܐ ܒܒܝܬܐ܀'] },
  {
    script: 'Devanagari',
    language: 'hi',
    sentences: ['आज मौसम अच्छा है।', 'क्या तुम आओगे?', 'हम घर जा रहे हैं।'],
  },
  {
    script: 'Devanagari',
    language: 'mr',
    sentences: ['आज हवा छान आहे.', 'तू येशील का?', 'आम्ही घरी जातो.'],
  },
  {
    script: 'Bengali',
    language: 'bn',
    sentences: ['আজ আবহাওয়া ভালো।', 'তুমি কি আসবে?', 'আমরা বাড়ি যাচ্ছি।'],
  },
  { script: 'Gurmukhi', language: 'pa', sentences: ['ਅੱਜ ਮੌਸਮ ਚੰਗਾ ਹੈ।', 'ਅਸੀਂ ਘਰ ਜਾ ਰਹੇ ਹਾਂ।'] },
  {
    script: 'Tamil',
    language: 'ta',
    sentences: ['இன்று வானிலை நன்றாக உள்ளது.', 'நீ வருவாயா?', 'நாங்கள் வீட்டிற்குப் போகிறோம்.'],
  },
  {
    script: 'Telugu',
    language: 'te',
    sentences: ['ఈ రోజు వాతావరణం బాగుంది.', 'నువ్వు వస్తావా?', 'మేము ఇంటికి వెళ్తున్నాము.'],
  },
  { script: 'Sinhala', language: 'si', sentences: ['අද කාලගුණය හොඳයි.', 'ඔබ එනවාද?', 'අපි ගෙදර යනවා.'] },
  {
    script: 'Amharic',
    language: 'am',
    sentences: ['ዛሬ አየሩ ጥሩ ነው።', 'ትመጣለህ፧', 'ወደ ቤት እንሄዳለን።', 'ሰላም ነው፡፡', 'ደህና ነኝ::', 'ጥሩ ነው።'],
  },
  { script: 'Amharic', language: 'am', glue: '', sentences: ['ዛሬ አየሩ ጥሩ ነው።', 'ወደ ቤት እንሄዳለን።'] },
  { script: 'Khmer', language: 'km', sentences: ['ថ្ងៃនេះអាកាសធាតុល្អ។', 'យើងទៅផ្ទះ។', 'ខ្ញុំសប្បាយ៕'] },
  {
    script: 'Burmese',
    language: 'my',
    sentences: ['ယနေ့ ရာသီဥတု ကောင်းသည်။', 'ကြက်၊ ဘဲ၊ ငုံး ရှိသည်။', 'အိမ်ပြန်မည်။'],
  },
  {
    script: 'Tibetan',
    language: 'bo',
    sentences: ['ང་བོད་པ་ཡིན།', 'ཁྱེད་རང་བདེ་མོ་ཡིན་པས།', 'ང་བདེ་པོ་ཡིན།'],
  },
  { script: 'Tibetan', language: 'bo', sentences: ['ང་བོད་པ་ཡིན། །', 'ང་བདེ་པོ་ཡིན། །'] },
  {
    script: 'Thai',
    language: 'th',
    sentences: ['วันนี้อากาศดีมาก', 'เราไปเดินเล่นที่สวน', 'แม่ซื้อผลไม้ 3 กิโล ที่ตลาด', 'พ่อทำอาหารเย็น'],
  },
  { script: 'Lao', language: 'lo', sentences: ['ມື້ນີ້ອາກາດດີຫຼາຍ', 'ພວກເຮົາໄປຕະຫຼາດ', 'ແມ່ຊື້ໝາກໄມ້'] },
  {
    script: 'Han',
    language: 'zh',
    glue: '',
    sentences: ['今天天气很好。', '你来吗？', '来！', '我们去公园吧。'],
  },
  {
    script: 'Han',
    language: 'zh',
    sentences: ['今天天气很好．', '我们去公园．', '你来吗？'],
    glue: '',
  },
  {
    script: 'Kana',
    language: 'ja',
    glue: '',
    sentences: ['今日はいい天気です。', '来ますか？', 'はい！', '公園に行きましょう。'],
  },
  { script: 'Kana', language: 'ja', glue: '', sentences: ['ｷｮｳﾊｲｲﾃﾝｷﾃﾞｽ｡', 'ｺｳｴﾝﾆｲｷﾏｼｮｳ｡'] },
  {
    script: 'Hangul',
    language: 'ko',
    sentences: ['오늘은 날씨가 좋다.', '너도 오니?', '우리는 공원에 간다.'],
  },
  { script: 'Mongolian', language: 'mn', sentences: ['ᠡᠨᠡ ᠮᠣᠷᠢ᠃', 'ᠲᠡᠷᠡ ᠮᠣᠳᠤ᠃'] },
  { script: "N'Ko", language: 'nqo', sentences: ['ߒ ߓߘߊ߫ ߕߊ߯߹', 'ߊ߬ ߓߘߊ߫ ߣߊ߬߹'] },
  { script: 'Javanese', language: 'jv', sentences: ['ꦲꦏꦸꦩꦔꦤ꧉', 'ꦏꦺꦴꦮꦺꦠꦸꦫꦸ꧉'] },
  { script: 'Javanese', language: 'jv', sentences: ['ꦲꦏꦸ꧈ ꦩꦔꦤ꧉', 'ꦏꦺꦴꦮꦺꦠꦸꦫꦸ꧉'] },
  { script: 'Buginese', language: 'bug', sentences: ['ᨕᨗᨐᨘ᨞', 'ᨒᨕᨚ᨞'] },
  { script: 'Khmer', language: 'km', sentences: ['មានសៀវភៅ ប៊ិច ។ល។', 'ខ្ញុំទៅផ្ទះ។'] },
  { script: 'Tamil', language: 'ta', sentences: ['திரு. குமார் வந்தார்.', 'நீ வருவாயா?'] },
  { script: 'Balinese', language: 'ban', sentences: ['ᬲᬸᬓ᭟', 'ᬭᬶᬂ᭟'] },
  { script: 'Cherokee', language: 'chr', sentences: ['ᎣᏏᏲ ᏔᎵ.', 'ᏙᎯᏧ?', 'ᎣᏍᏓ ᎢᎦ.'] },
];

describe('sentences in many scripts', () => {
  it.each(ROWS)('$script ($language)', ({ sentences, language, glue = ' ' }) => {
    const text = sentences.join(glue);
    expect(split(text, language)).toEqual(sentences);
    // A text is cut into the same sentences before its language is known, and where a line ends behind each.
    expect(split(text)).toEqual(sentences);
    expect(split(sentences.join('\n'), language)).toEqual(sentences);
  });

  it('are of fifteen scripts at least', () => {
    expect(new Set(ROWS.map(({ script }) => script)).size).toBeGreaterThanOrEqual(15);
  });

  it('are found in the half-width and full-width forms of a long paragraph', () => {
    for (const mark of ['۔', '።', '។', '｡', '．', '།', '။', '܀', '᠃']) {
      const sentence = mark === '｡' || mark === '．' ? `漢字です${mark}` : `अब स ${mark} `;
      expect(split(sentence.repeat(24))).toHaveLength(24);
    }
  });

  it('keeps a Thai list of words and a name together', () => {
    expect(split('เขาชื่อ สมชาย ใจดี', 'th')).toHaveLength(1);
    expect(split('มีแมว สุนัข และ นก', 'th')).toHaveLength(1);
  });
});
