/**
 * What a full stop after a word says, language by language. Words are written without the last full stop and,
 * where letters stand apart ("z. B."), without spaces.
 */
export interface Abbreviations {
  /** Before a name, written with a capital: "Dr. Ames". Never the last word of a sentence. */
  readonly titles: string;
  /** Never the last word of a sentence, however it is written: "e.g. Apples" */
  readonly inner: string;
  /** Abbreviations only before a number, as many are words, too: "no. 7", "fig. 3" */
  readonly numbered: string;
  /** Abbreviations unless a number stands before: "г. Москва", but "1990 г. Он"; "ms. Lee", but "5 ms. The" */
  readonly unlessCounted?: string;
  /** A sentence may end with these, and does before a word that begins one: "Ud. García", but "a Ud. El tren" */
  readonly soft?: string;
  /** Words that begin a sentence and no name: they end it after "U.S.", "p.m." or "plan B." */
  readonly starters?: string;
}

/** In texts of any language. */
const SHARED: Abbreviations = {
  titles: 'Mr Mrs Ms Dr Prof St Mt Hon Rev Messrs Mme Mlle Mmes Mlles MM Fr Frl Hr Hrn Sr Sra',
  inner:
    'e.g i.e vs viz cf c.-à-d p.ex z.b d.h u.a o.ä v.a s.o s.u z.t i.d.r bzw evtl ggf vgl inkl sog zzgl',
  numbered:
    'no nos p pp ch art sec abs kap s ed vers etc usw nr n fig figs eq eqs vol vols ca approx env av bd str tab abb',
  unlessCounted: 'mr mrs ms dr prof st messrs mme mmes mlle mlles sr sra',
};

const TABLE: Readonly<Record<string, Abbreviations>> = {
  en: {
    titles: 'Col Gen Capt Lt Sgt Maj Cpl Gov Sen Rep Pres Supt Insp Ft Esq Sts Drs Profs',
    inner: 'eg ie tsp tbsp approx',
    soft: 'jr sr inc ltd co corp st ave blvd rd',
    numbered:
      'est c b d r cap chap ver thm prop lem def alg sect apt par para pt ser lib dept app ex jan feb mar apr jun jul aug sept oct nov dec',
    starters:
      'The A An I He She It We You They This That These Those There Here But And So Or Then When While If As At In On' +
      ' By For From To With After Before His Her Its Our Their My Your What Who Why How Where However Not No Yes All' +
      ' Some Many Most Each Every One Both Still Now Later Today Soon Once Only Even Take Do Does Did Is Are Was',
  },
  de: {
    titles: 'Hl Ing Dipl Mag Fam Hptm Fa',
    inner: 'v n z h.c bspw usf.d resp m.e u.u i.a z.hd o.g m.a.w',
    soft: 'co',
    numbered: 'jh jhd jhs art ziff anm aufl tel seite bsp',
    starters:
      'Der Die Das Den Dem Ein Eine Einen Er Sie Es Wir Ihr Ich Du Man Dann Aber Und In Im Am An Auf Bei Mit Nach Doch' +
      ' So Da Dort Hier Heute Jetzt Wenn Als Weil Dies Diese Dieser Dieses Was Wer Wie Wo',
  },
  fr: {
    titles: 'Mgr Me Ste Sts Vve bd',
    inner: 'p.ex av apr',
    numbered: 'vol chap fasc tél éd al',
    starters:
      'Il Elle Ils Elles On Nous Vous Je Tu Le La Les Un Une Des Ce Cet Cette Ces Mais Et Puis Dans En Au Aux À Son Sa' +
      ' Ses Leur Quand Si Pour Qui Que',
  },
  es: {
    titles: 'Srta Sres Sras Dra D Dña Av Gral Lic Ing Arq Excmo Excma Sto Sta',
    inner: 'p.ej ee',
    soft: 'ud uds vd vds',
    numbered: 'pág págs núm núms cap aprox tel',
    starters:
      'El La Los Las Un Una Él Ella Ellos Ellas Yo Nosotros Pero Y En A Por Para Con Su Sus Este Esta Eso Luego',
  },
  pt: {
    titles: 'Srta Srs Sras Dra Drs D Av Profa Exmo Exma Eng Sto Sta',
    inner: 'p.ex',
    numbered: 'pág págs núm cap séc aprox tel',
    starters:
      'O A Os As Um Uma Ele Ela Eles Elas Eu Nós Mas E Em No Na Por Para Com Seu Sua Este Esta Isso Depois',
  },
  it: {
    titles: 'Ing Arch Geom On Mons',
    inner: 'p.es cfr sig sig.ra sig.na sigg dott dott.ssa prof.ssa avv',
    numbered: 'pag pagg art cap sec tel',
    starters:
      'Il Lo La I Gli Le Un Una Lui Lei Loro Io Noi Ma E In Poi Non Per Con Suo Sua Questo Questa',
  },
  nl: {
    titles: 'Dhr Mevr Mw Drs Ir Mej Ds',
    inner: 'bijv bv d.w.z dhr mevr m.a.w o.a t.a.v i.p.v m.b.t n.a.v nl resp incl',
    numbered: 'blz nr ca art afb',
    starters: 'De Het Een Hij Zij Ze Wij We Ik Jij Je Maar En In Op Dan Er Dit Dat Die Deze',
  },
  sv: {
    titles: 'Hr',
    inner: 't.ex bl.a d.v.s dvs s.k fr.o.m t.o.m p.g.a f.d f.ö',
    numbered: 'kl sid nr ca tel',
    starters: 'Den Det De En Ett Han Hon Vi Jag Du Ni Men Och I På Då Där Här',
  },
  da: {
    titles: 'Hr Fr Frk',
    inner: 'f.eks bl.a dvs d.v.s s.k pga p.g.a mht jf',
    numbered: 'kl nr ca tlf',
    starters: 'Den Det De En Et Han Hun Vi Jeg Du I Men Og På Da Der Her',
  },
  no: {
    titles: 'Hr Fr',
    inner: 'f.eks bl.a dvs d.v.s s.k pga mht jf',
    numbered: 'kl nr ca tlf',
    starters: 'Den Det De En Et Ei Han Hun Vi Jeg Du I Men Og På Da Der Her',
  },
  fi: { titles: '', inner: 'esim ns mm eli tri', numbered: 'klo nro n ks s' },
  pl: {
    titles: 'Ks Abp Bp',
    inner: 'np prof inż mgr hab tzn tzw m.in tj św ks im ul al pl dr płk gen por zob',
    numbered: 'godz pt poz str nr ok tel rozdz',
    starters: 'On Ona Ono Oni One My Ja Ty To Ten Ta Te Ale I A W We Na Po Do Nie Tam Tu',
  },
  cs: {
    titles: 'Ing Mgr MUDr JUDr PhDr Bc',
    inner: 'p pí např tzv tj prof doc dr sv ul nám im př mj resp',
    numbered: 'č str s čl tel hod',
    starters: 'On Ona Ono Oni My Já Ty To Ten Ta Ale A V Ve Na Po Do Tam Tady Pak',
  },
  sk: {
    titles: 'Ing Mgr MUDr JUDr',
    inner: 'napr tzv tj prof doc dr sv ul nám resp',
    numbered: 'č str s čl',
  },
  hu: { titles: 'Dr Ifj Özv Id', inner: 'pl ún ill dr ifj özv', numbered: 'kb sz' },
  ro: { titles: 'Dl Dna D-na Dra Sf', inner: 'ex prof dr', numbered: 'nr pag str art cca' },
  tr: { titles: 'Sn Av Doç Yrd Alb Org Bn', inner: 'bkz örn m.ö m.s', numbered: 'no cad sok s yy' },
  hr: { titles: 'Dr Sv', inner: 'npr tj tzv prof ul dr sv', numbered: 'br str čl' },
  ru: {
    titles: 'Проф Акад Св Ген',
    inner: 'т.е т.к т.н т.о проф акад св им ул пл пр пер ср напр гос тов гр в.т.ч',
    numbered: 'стр рис гл д кв табл т №',
    unlessCounted: 'г гг м см мм км с',
    starters:
      'Он Она Оно Они Мы Я Ты Вы Это Этот Эта В Во На И А Но Там Тут Здесь Потом После Когда Если',
  },
  uk: {
    titles: 'Проф Акад Св Ген',
    inner: 'т.зв напр проф акад св ім вул пл пр див гр ін',
    numbered: 'стор рис гл буд кв табл т',
    unlessCounted: 'м см мм км р',
    starters:
      'Він Вона Воно Вони Ми Я Ти Ви Це Цей Ця У В На І А Але Там Тут Потім Після Коли Якщо',
  },
  bg: {
    titles: 'Проф Акад Св',
    inner: 'т.е т.нар напр проф инж ул бул св им',
    numbered: 'стр фиг гл табл',
    unlessCounted: 'г м см',
  },
  el: { titles: 'Δρ Αγ Κος Κα', inner: 'π.χ δηλ κ κα κος', numbered: 'αρ σελ εικ' },
  ar: { titles: '', inner: 'د أ م أ.د', numbered: 'ص ج ق' },
  id: { titles: 'Jl Bpk Tn Ny Sdr Drs Ir', inner: 'dll dsb', numbered: 'hlm hal' },
  vi: { titles: 'TP Tp Ths ThS TS PGS GS BS', inner: '', numbered: 'tr' },
  hi: { titles: '', inner: 'डॉ डा प्रो श्री पं मो कु', numbered: 'सं पृ' },
  mr: { titles: '', inner: 'डॉ प्रा श्री सौ', numbered: 'क्र' },
  bn: { titles: '', inner: 'ডা ড মো মোঃ', numbered: '' },
  ta: { titles: '', inner: 'திரு திருமதி டாக்டர்', numbered: 'எண்' },
  te: { titles: '', inner: 'డా శ్రీ', numbered: '' },
  kn: { titles: '', inner: 'ಡಾ ಶ್ರೀ', numbered: '' },
  ml: { titles: '', inner: 'ഡോ ശ്രീ', numbered: '' },
};

/** Used if the language is not known: few abbreviations of these languages are words in another. */
const UNKNOWN = ['en', 'de', 'fr', 'ru', 'hi', 'mr', 'bn', 'ta', 'te', 'kn', 'ml'];
/** Titles that, in small letters, are words with which a sentence may end: "sie mag.", "look at me." */
const TITLES_AND_WORDS = new Set(['me', 'mag', 'on', 'rep', 'ir', 'id', 'sen', 'fa', 'd']);

/** The rules of one language, ready to be looked up. */
export interface AbbreviationRules {
  readonly titles: ReadonlySet<string>;
  /** The titles in small letters */
  readonly lowerTitles: ReadonlySet<string>;
  readonly inner: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  readonly unlessCounted: ReadonlySet<string>;
  readonly soft: ReadonlySet<string>;
  /** In small letters */
  readonly starters: ReadonlySet<string>;
}

const known = new Map<string, AbbreviationRules>();

/** The rules for a language by its primary subtag, `und` where it is not known. */
export function abbreviationsOf(language: string): AbbreviationRules {
  const found = known.get(language);
  if (found) return found;
  const own = Object.hasOwn(TABLE, language) ? TABLE[language] : undefined;
  const codes = language === 'und' ? UNKNOWN : [];
  const lists = [SHARED, ...(own ? [own] : []), ...codes.map((code) => TABLE[code]!)];
  // Before a number, few abbreviations are words in another language, so those of all languages are used.
  const everywhere = language === 'und' ? [SHARED, ...Object.values(TABLE)] : lists;
  const set = (key: keyof Abbreviations) =>
    new Set(
      (key === 'numbered' ? everywhere : lists)
        .flatMap((list) => list[key]?.split(' ') ?? [])
        .filter((word) => word !== ''),
    );
  const small = (key: keyof Abbreviations) =>
    new Set(Array.from(set(key), (word) => word.toLowerCase()));
  const rules = {
    titles: set('titles'),
    lowerTitles: new Set([...small('titles')].filter((title) => !TITLES_AND_WORDS.has(title))),
    inner: set('inner'),
    numbered: set('numbered'),
    unlessCounted: set('unlessCounted'),
    soft: set('soft'),
    starters: small('starters'),
  };
  known.set(language, rules);
  return rules;
}
