import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInTexts } from './builtInTexts';
import { detectLanguage } from './language';
import { LANGUAGE_TAGS, languageName } from './languageTags';
import { COMMON_WORDS } from './languageWords';

/** Everyday prose, most of it the same few sentences in each language. */
const PARAGRAPHS: Readonly<Record<string, string>> = {
  af: 'Gister het ons na die see gery. Die wind was koud en my suster wou nie swem nie. Sy het op die sand gesit en ’n boek gelees wat sy van haar ouma gekry het.',
  am: 'ትናንት ወደ ባህር ሄድን። ነፋሱ በጣም ቀዝቃዛ ነበር እና እህቴ መዋኘት አልፈለገችም። እሷ አሸዋ ላይ ተቀምጣ መጽሐፍ አነበበች። ይህ ግን ጥሩ ቀን ነበር።',
  ar: 'ذهبنا أمس إلى البحر. كان الهواء باردا ولم ترد أختي أن تسبح. جلست على الرمل وقرأت كتابا أخذته من جدتها. ثم عدنا إلى البيت بعد غروب الشمس.',
  az: 'Dünən dənizə getdik. Külək çox soyuq idi və bacım üzmək istəmədi. O, qumun üstündə oturub bir kitab oxudu. Sonra evə qayıtdıq, amma yağış hələ yağırdı.',
  be: 'Учора мы паехалі на мора. Вецер быў халодны, і сястра не хацела плаваць. Яна сядзела на пяску і чытала кнігу, якую ёй дала бабуля. Потым мы вярнуліся дамоў, але дождж яшчэ ішоў.',
  bg: 'Вчера отидохме на морето. Вятърът беше студен и сестра ми не искаше да плува. Тя седеше на пясъка и четеше книга, която беше взела от баба си. После се върнахме вкъщи, но още валеше.',
  ca: 'Ahir vam anar al mar. El vent era molt fred i la meva germana no volia nedar. Es va asseure a la sorra i va llegir un llibre que li havia donat la seva àvia. Després vam tornar a casa, però encara plovia.',
  ckb: 'دوێنێ چووین بۆ دەریا. با زۆر سارد بوو و خوشکەکەم نەیویست مەلە بکات. لە سەر لم دانیشت و کتێبێکی خوێندەوە کە لە داپیرەی وەرگرتبوو. هەموو ڕۆژەکە هەر باران بوو.',
  cs: 'Včera jsme jeli k moři. Vítr byl studený a moje sestra se nechtěla koupat. Seděla na písku a četla knihu, kterou dostala od babičky. Potom jsme se vrátili domů, ale ještě pršelo.',
  cy: 'Ddoe aethon ni i lan y môr. Roedd y gwynt yn oer ac nid oedd fy chwaer am nofio. Eisteddodd hi ar y tywod a darllen llyfr yr oedd wedi ei gael gan ei mam-gu.',
  da: 'I går kørte vi ud til havet. Vinden var kold, og min søster ville ikke bade. Hun sad på sandet og læste en bog, som hun havde fået af sin bedstemor. Bagefter tog vi hjem, men det regnede stadig, og ingen af os sagde noget.',
  de: 'Gestern fuhren wir ans Meer. Der Wind war kalt, und meine Schwester wollte nicht baden. Sie saß im Sand und las ein Buch, das sie von ihrer Großmutter bekommen hatte.',
  el: 'Χθες πήγαμε στη θάλασσα. Ο αέρας ήταν κρύος και η αδελφή μου δεν ήθελε να κολυμπήσει. Κάθισε στην άμμο και διάβασε ένα βιβλίο που της είχε δώσει η γιαγιά της.',
  en: 'Yesterday we drove to the sea. The wind was cold, and my sister would not swim. She sat on the sand and read a book that her grandmother had given her.',
  eo: 'Hieraŭ ni veturis al la maro. La vento estis malvarma, kaj mia fratino ne volis naĝi. Ŝi sidis sur la sablo kaj legis libron, kiun ŝi ricevis de sia avino.',
  es: 'Ayer fuimos al mar. El viento era frío y mi hermana no quería nadar. Se sentó en la arena y leyó un libro que le había dado su abuela. Después volvimos a casa, pero todavía llovía.',
  et: 'Eile sõitsime mere äärde. Tuul oli külm ja mu õde ei tahtnud ujuda. Ta istus liival ja luges raamatut, mille oli saanud vanaemalt. Siis tulime koju, aga vihma sadas ikka veel.',
  eu: 'Atzo itsasora joan ginen. Haizea hotza zen eta nire ahizpak ez zuen igeri egin nahi. Hondarrean eseri eta liburu bat irakurri zuen, amonak eman zion hori. Gero etxera itzuli ginen, baina euria ari zuen oraindik.',
  fa: 'دیروز به کنار دریا رفتیم. باد سرد بود و خواهرم نمی‌خواست شنا کند. او روی شن نشست و کتابی را خواند که از مادربزرگش گرفته بود. بعد به خانه برگشتیم، ولی هنوز باران می‌آمد.',
  fi: 'Eilen ajoimme merelle. Tuuli oli kylmä, eikä siskoni halunnut uida. Hän istui hiekalla ja luki kirjaa, jonka oli saanut isoäidiltään. Sitten palasimme kotiin, mutta satoi vielä.',
  fil: 'Kahapon ay pumunta kami sa dagat. Malamig ang hangin at ayaw lumangoy ng kapatid ko. Umupo siya sa buhangin at nagbasa ng aklat na ibinigay ng kanyang lola. Umuwi kami ngunit umuulan pa rin.',
  fr: 'Hier, nous sommes allés à la mer. Le vent était froid et ma sœur ne voulait pas nager. Elle s’est assise sur le sable et elle a lu un livre que sa grand-mère lui avait donné.',
  ga: 'Chuamar chun na farraige inné. Bhí an ghaoth fuar agus ní raibh mo dheirfiúr ag iarraidh snámh. Shuigh sí ar an ngaineamh agus léigh sí leabhar a fuair sí óna mamó.',
  gl: 'Onte fomos ao mar. O vento era moi frío e a miña irmá non quería nadar. Sentou na area e leu un libro que lle dera a súa avoa. Despois volvemos á casa, pero aínda chovía cando chegamos.',
  he: 'אתמול נסענו אל הים. הרוח הייתה קרה ואחותי לא רצתה לשחות. היא ישבה על החול וקראה ספר שקיבלה מסבתא שלה. אחר כך חזרנו הביתה, אבל עוד ירד גשם.',
  hi: 'कल हम समुद्र के किनारे गए। हवा ठंडी थी और मेरी बहन तैरना नहीं चाहती थी। वह रेत पर बैठी और एक किताब पढ़ने लगी जो उसे दादी ने दी थी।',
  hr: 'Jučer smo se vozili na more. Vjetar je bio hladan i moja sestra nije htjela plivati. Sjedila je na pijesku i čitala knjigu koju je dobila od bake. Tko god je prije bio tamo, zna što je mir.',
  hu: 'Tegnap elmentünk a tengerhez. A szél hideg volt, és a húgom nem akart úszni. Leült a homokra, és olvasott egy könyvet, amit a nagymamájától kapott. Aztán hazamentünk, de még mindig esett.',
  hy: 'Երեկ մենք գնացինք ծով։ Քամին սառն էր, և քույրս չէր ուզում լողալ։ Նա նստեց ավազի վրա և գիրք կարդաց։',
  id: 'Kemarin kami pergi ke laut. Anginnya dingin dan adik saya tidak mau berenang. Dia duduk di pasir dan membaca buku dari neneknya. Setelah itu kami pulang dengan mobil, tetapi hujan belum berhenti.',
  is: 'Í gær fórum við að sjónum. Vindurinn var kaldur og systir mín vildi ekki synda. Hún sat á sandinum og las bók sem hún hafði fengið frá ömmu sinni. Þá fórum við heim.',
  it: 'Ieri siamo andati al mare. Il vento era freddo e mia sorella non voleva nuotare. Si è seduta sulla sabbia e ha letto un libro che le aveva dato la nonna. Poi siamo tornati a casa, ma pioveva ancora.',
  ja: '昨日、私たちは海へ行きました。風が冷たくて、妹は泳ぎたがりませんでした。砂の上に座って、祖母からもらった本を読みました。',
  ka: 'გუშინ ზღვაზე წავედით. ქარი ცივი იყო და ჩემს დას ცურვა არ უნდოდა. ის ქვიშაზე იჯდა და წიგნს კითხულობდა.',
  kk: 'Кеше біз теңізге бардық. Жел суық болды, сондықтан әпкем жүзгісі келмеді. Ол құмға отырып, әжесі берген бір кітап оқыды. Кейін біз үйге қайттық, бірақ бұл күн керек болды және көп есте қалды.',
  ko: '어제 우리는 바다에 갔다. 바람이 차가워서 여동생은 수영하고 싶어 하지 않았다. 모래 위에 앉아 할머니가 주신 책을 읽었다.',
  la: 'Heri ad mare ivimus. Ventus frigidus erat et soror mea natare non voluit. In arena sedit atque librum legit, quem ab avia acceperat. Deinde domum rediimus, sed adhuc pluebat.',
  lt: 'Vakar važiavome prie jūros. Vėjas buvo šaltas, ir mano sesuo nenorėjo maudytis. Ji sėdėjo ant smėlio ir skaitė knygą, kurią gavo iš močiutės. Tada grįžome namo, bet dar lijo.',
  lv: 'Vakar mēs braucām uz jūru. Vējš bija auksts, un mana māsa negribēja peldēties. Viņa sēdēja smiltīs un lasīja grāmatu, ko bija dabūjusi no vecmāmiņas. Pēc tam braucām mājās, bet vēl lija.',
  mk: 'Вчера отидовме на море. Ветрот беше студен и сестра ми не сакаше да плива. Таа седеше на песокот и читаше книга што ја доби од баба ѝ. Потоа се вративме дома, но уште врнеше.',
  mn: 'Өчигдөр бид далай руу явсан. Салхи хүйтэн байсан тул эгч маань усанд сэлэхийг хүсээгүй. Тэр элсэн дээр суугаад нэг ном уншсан юм. Энэ өдөр сайхан байсан гэж би бодож байна.',
  mr: 'काल आम्ही समुद्रावर गेलो. वारा थंड होता आणि माझ्या बहिणीला पोहायचे नव्हते. ती वाळूवर बसली आणि तिने एक पुस्तक वाचले. ते पुस्तक आजीचे होते, पण ती आता नाही.',
  ms: 'Semalam kami pergi ke laut. Anginnya sejuk dan adik saya tidak mahu berenang kerana hujan. Dia duduk di pasir dan membaca buku daripada neneknya. Selepas itu kami pulang dengan kereta, tetapi wang sudah habis.',
  mt: 'Ilbieraħ morna l-baħar. Ir-riħ kien kiesaħ u oħti ma riditx tgħum. Hija qagħdet fuq ir-ramel u qrat ktieb li kienet tatha n-nanna. Imma meta wasalna d-dar, ix-xita kienet għadha nieżla.',
  my: 'မနေ့က ကျွန်တော်တို့ ပင်လယ်ကို သွားခဲ့သည်။ လေအေးသောကြောင့် ညီမက ရေမကူးချင်ပါ။',
  nb: 'I går kjørte vi ut til havet. Vinden var kald, og søsteren min ville ikke bade. Hun satt på sanden og leste en bok som hun hadde fått av bestemoren sin. Etterpå dro vi hjem, men det regnet ennå, og ingen av oss sa noe.',
  ne: 'हिजो हामी समुद्रमा गयौं। हावा चिसो थियो र मेरी बहिनी पौडी खेल्न चाहँदिन थिइन्। उनी बालुवामा बसेर एक किताब पढिन्। त्यो किताब हजुरआमाले दिएको थियो तर पनि राम्रो छ।',
  nl: 'Gisteren reden we naar zee. De wind was koud en mijn zus wilde niet zwemmen. Ze zat op het zand en las een boek dat ze van haar oma had gekregen. Daarna gingen we naar huis, maar het regende nog.',
  nn: 'I går køyrde vi ut til havet. Vinden var kald, og syster mi ville ikkje bade. Ho sat på sanden og las ei bok som ho hadde fått av bestemora si. Etterpå drog vi heim, men det regna enno, og ingen av oss sa noko.',
  pl: 'Wczoraj pojechaliśmy nad morze. Wiatr był zimny i moja siostra nie chciała pływać. Siedziała na piasku i czytała książkę, którą dostała od babci. Potem wróciliśmy do domu, ale jeszcze padało.',
  ps: 'پرون موږ د سمندر غاړې ته لاړو. باد ډېر سوړ و او خور مې نه غوښتل چې لامبو ووهي. هغه په شګو کې کېناسته او یو کتاب یې ولوست چې له نیا څخه یې اخیستی و.',
  pt: 'Ontem fomos ao mar. O vento estava frio e a minha irmã não queria nadar. Ela sentou-se na areia e leu um livro que a avó lhe tinha dado. Depois voltámos para casa, mas ainda chovia muito.',
  ro: 'Ieri am fost la mare. Vântul era rece și sora mea nu voia să înoate. S-a așezat pe nisip și a citit o carte pe care o primise de la bunica. După aceea ne-am întors acasă, dar încă ploua.',
  ru: 'Вчера мы поехали на море. Ветер был холодный, и сестра не хотела плавать. Она сидела на песке и читала книгу, которую ей дала бабушка. Потом мы вернулись домой, но дождь ещё шёл.',
  sa: 'एकदा एकः राजा आसीत्। सः वनं गच्छति। तत्र तेन एकः मृगः दृष्टः। तस्य राज्ञः पुत्रः अपि सह गच्छति इति।',
  sk: 'Včera sme išli k moru. Vietor bol studený a moja sestra sa nechcela kúpať. Sedela na piesku a čítala knihu, ktorú dostala od babky. Potom sme sa vrátili domov, ale ešte pršalo, keď sme prišli.',
  sl: 'Včeraj smo šli na morje. Veter je bil hladen in moja sestra ni hotela plavati. Sedela je na pesku in brala knjigo, ki jo je dobila od babice. Potem smo šli domov, ampak je še deževalo.',
  so: 'Shalay waxaan tagnay badda. Dabayshu way qabowday oo walaashay ma ay rabin inay dabaalato. Waxay fadhiisatay ciidda oo akhriday buug ay ayeeydeed siisay, laakiin roobku waa uu socday.',
  sq: 'Dje shkuam në det. Era ishte e ftohtë dhe motra ime nuk donte të notonte. Ajo u ul në rërë dhe lexoi një libër që ia kishte dhënë gjyshja. Pastaj u kthyem në shtëpi, por ende binte shi.',
  sr: 'Јуче смо ишли на море. Ветар је био хладан и моја сестра није хтела да плива. Седела је на песку и читала књигу коју је добила од баке. После смо се вратили кући, али још је падала киша.',
  'sr-Latn':
    'Juče smo išli na more. Vetar je bio hladan i moja sestra nije htela da pliva. Sedela je na pesku i čitala knjigu koju je dobila od bake. Posle smo se vratili kući, ali ko god pita šta je bilo, još pada.',
  sv: 'I går åkte vi till havet. Vinden var kall och min syster ville inte bada. Hon satt på sanden och läste en bok som hon hade fått av sin mormor. Sedan åkte vi hem, men det regnade fortfarande.',
  sw: 'Jana tulikwenda baharini. Upepo ulikuwa baridi na dada yangu hakutaka kuogelea. Alikaa kwenye mchanga na kusoma kitabu ambacho alipewa na bibi yake. Baada ya hapo tulirudi nyumbani, lakini mvua ilikuwa kubwa sana.',
  ta: 'நேற்று நாங்கள் கடலுக்குச் சென்றோம். காற்று குளிராக இருந்தது. என் தங்கை நீந்த விரும்பவில்லை.',
  tg: 'Дирӯз мо ба баҳр рафтем. Бод хунук буд ва хоҳарам шино кардан нахост. Ӯ дар рӯи рег нишаст ва китоберо хонд, ки аз бибиаш гирифта буд. Пас аз он мо ба хона омадем.',
  th: 'เมื่อวานเราไปทะเล ลมหนาวและน้องสาวของฉันไม่อยากว่ายน้ำ เธอนั่งบนทรายและอ่านหนังสือ',
  ti: 'ትማሊ ናብ ባሕሪ ኸድና። ንፋስ ኣዝዩ ዝሑል ነበረ። ሓብተይ ኣብ ሑጻ ኮፍ ኢላ መጽሓፍ ኣንበበት። እቲ መጽሓፍ ካብ ዓባያ እዩ።',
  tr: 'Dün denize gittik. Rüzgâr çok soğuktu ve kız kardeşim yüzmek istemedi. Kumda oturup büyükannesinin verdiği bir kitap okudu. Sonra eve döndük ama yağmur daha yağıyordu.',
  ug: 'تۈنۈگۈن بىز دېڭىزغا باردۇق. شامال بەك سوغۇق ئىدى، سىڭلىم سۇ ئۈزۈشنى خالىمىدى. ئۇ قۇمدا ئولتۇرۇپ بىر كىتاب ئوقۇدى. كېيىن بىز ئۆيگە قايتتۇق، ئەمما يامغۇر يەنە ياغدى.',
  uk: 'Учора ми поїхали на море. Вітер був холодний, і сестра не хотіла плавати. Вона сиділа на піску й читала книгу, яку їй дала бабуся. Потім ми повернулися додому, але дощ ще йшов.',
  ur: 'کل ہم سمندر کے کنارے گئے۔ ہوا ٹھنڈی تھی اور میری بہن تیرنا نہیں چاہتی تھی۔ وہ ریت پر بیٹھی اور ایک کتاب پڑھی جو اس کی نانی نے دی تھی۔',
  uz: 'Kecha biz dengizga bordik. Shamol sovuq edi va singlim suzishni istamadi. U qum ustida o‘tirib, buvisi bergan bir kitobni o‘qidi. Keyin biz uyga qaytdik, lekin yomg‘ir ham juda kuchli edi.',
  vi: 'Hôm qua chúng tôi đi ra biển. Gió lạnh và em gái tôi không muốn bơi. Em ngồi trên cát và đọc một cuốn sách của bà cho. Sau đó chúng tôi về nhà nhưng trời vẫn mưa.',
  yi: 'נעכטן זענען מיר געפֿאָרן צום ים. דער ווינט איז געווען קאַלט און מײַן שוועסטער האָט נישט געוואָלט שווימען. זי איז געזעסן אויף דעם זאַמד און געלייענט אַ בוך.',
  yue: '我哋琴日去咗海邊。啲風好凍，我細妹唔想游水。佢喺沙灘度坐咗一陣，睇咗一本書，係佢婆婆畀佢嘅。',
  'zh-Hans':
    '昨天我们去了海边。风很冷，妹妹不想游泳。她坐在沙滩上，读一本奶奶给她的书。后来我们回家了，可是还在下雨。',
  'zh-Hant':
    '昨天我們去了海邊。風很冷，妹妹不想游泳。她坐在沙灘上，讀一本奶奶給她的書。後來我們回家了，可是還在下雨。',
  zu: 'Izolo siye olwandle. Umoya wawubanda futhi udadewethu wayengafuni ukubhukuda. Wahlala esihlabathini wafunda incwadi yakhe. Ngemva kwalokho sabuyela ekhaya, kodwa imvula yayina kakhulu ngoba kwakubusika.',
};

describe('a paragraph', () => {
  it.each(Object.entries(PARAGRAPHS))('in %s', (tag, text) => {
    expect(detectLanguage(text)).toBe(tag);
    expect(detectLanguage(text.normalize('NFD'))).toBe(tag);
    expect(detectLanguage(text.replaceAll(/[.።۔।] /g, '\n').repeat(40))).toBe(tag);
  });
  it('in capitals, or with vowel points', () => {
    for (const tag of ['de', 'en', 'es', 'ru', 'vi']) {
      expect(detectLanguage(PARAGRAPHS[tag]!.toUpperCase())).toBe(tag);
    }
    expect(detectLanguage('ذَهَبْنَا أَمْسِ إِلَى البَحْرِ، ثُمَّ عُدْنَا مِنْ هُنَاكَ بَعْدَ الغُرُوبِ.')).toBe('ar');
    expect(detectLanguage('הִיא יָשְׁבָה עַל הַחוֹל, וְלֹא רָצְתָה אֶת הַסֵּפֶר שֶׁל אִמָּא.')).toBe('he');
  });
  it('in which others are quoted', () => {
    expect(detectLanguage(`${PARAGRAPHS.he} TensorFlow, PyTorch, Keras.`)).toBe('he');
    expect(detectLanguage(`${PARAGRAPHS['zh-Hans']} TensorFlow, PyTorch, BERT.`)).toBe('zh-Hans');
    expect(detectLanguage(`${PARAGRAPHS.en} ${PARAGRAPHS.en} Il ne sait pas.`)).toBe('en');
    expect(detectLanguage(`${PARAGRAPHS['zh-Hant']}「トトロ」`)).toBe('zh-Hant');
  });
});

it.each([
  ['bn', 'আমরা কাল সমুদ্রে গিয়েছিলাম'],
  ['as', 'আমি কালি সাগৰলৈ গৈছিলোঁ'],
  ['lo', 'ມື້ວານນີ້ພວກເຮົາໄປທະເລ'],
  ['km', 'ម្សិលមិញយើងទៅសមុទ្រ'],
  ['bo', 'ང་ཚོ་ཁ་སང་མཚོ་ལ་ཕྱིན།'],
  ['te', 'నిన్న మేము సముద్రానికి వెళ్ళాము'],
  ['kn', 'ನಿನ್ನೆ ನಾವು ಸಮುದ್ರಕ್ಕೆ ಹೋದೆವು'],
  ['ml', 'ഇന്നലെ ഞങ്ങൾ കടലിൽ പോയി'],
  ['si', 'ඊයේ අපි මුහුදට ගියෙමු'],
  ['gu', 'ગઈકાલે અમે દરિયે ગયા હતા'],
  ['pa', 'ਕੱਲ੍ਹ ਅਸੀਂ ਸਮੁੰਦਰ ਤੇ ਗਏ'],
  ['or', 'ଗତକାଲି ଆମେ ସମୁଦ୍ରକୁ ଗଲୁ'],
  ['sat', 'ᱦᱚᱞᱟ ᱟᱞᱮ ᱫᱚᱨᱭᱟ'],
  ['syr', 'ܐܬܡܠܝ ܐܙܠܢ ܠܝܡܐ'],
  ['dv', 'އިއްޔެ އަހަރެމެން މޫދަށް ދިޔައިން'],
  ['nqo', 'ߒߞߏ ߞߊ߲ ߛߓߍߛߎ߲'],
  ['ff-Adlm', '𞤆𞤵𞤤𞤢𞤪 𞤸𞤢𞤤𞤢'],
  ['mn-Mong', 'ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ'],
  ['chr', 'ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ'],
  ['und-Tfng', 'ⵜⴰⵎⴰⵣⵉⵖⵜ ⵏ ⵓⵙⵙⴰⵏ'],
  ['und-Copt', 'ⲧⲙⲛⲧⲣⲙⲛⲕⲏⲙⲉ'],
  ['und-Java', 'ꦲꦤꦕꦫꦏꦢꦠꦱꦮꦭ'],
  ['und', '𐌰𐌽𐌰𐍃𐍄𐍉𐌳𐌴𐌹𐌽𐍃'], // Gothic
  ['ja', 'コンピューターゲーム'],
  ['ja', 'ありがとうございます'],
  ['ko', '한국어한국어韓國語'],
])('knows the script of %s', (tag, text) => {
  expect(detectLanguage(text)).toBe(tag);
});

describe('asks for', () => {
  it('eight letters, or fewer that are a syllable or a word each', () => {
    expect(detectLanguage('გუშინზღვ')).toBe('ka');
    expect(detectLanguage('გუშინზღ')).toBe('und');
    expect([detectLanguage('한국어말'), detectLanguage('한국어')]).toEqual(['ko', 'und']);
    expect([detectLanguage('們們們'), detectLanguage('們們')]).toEqual(['zh-Hant', 'und']);
  });

  it('three fifths of the letters in one script', () => {
    expect(detectLanguage('გუშინზabcd')).toBe('ka');
    expect(detectLanguage('გუშინზabcde')).toBe('und');
    expect(detectLanguage('한국어abcd')).toBe('ko');
    expect(detectLanguage('한국어abcde')).toBe('und');
    expect(detectLanguage('們們們abcdef')).toBe('zh-Hant');
    expect(detectLanguage('們們們abcdefg')).toBe('und');
    expect(detectLanguage(`${PARAGRAPHS.en} 漢字, 한국어, ৰ`)).toBe('en');
  });

  it('one kana in ten characters of Japanese', () => {
    expect(detectLanguage(`${'們'.repeat(9)}の`)).toBe('ja');
    expect(detectLanguage(`${'們'.repeat(10)}の`)).toBe('zh-Hant');
  });

  it('more than one character in fifty that only Cantonese uses', () => {
    expect(detectLanguage(`${'們'.repeat(49)}嘅`)).toBe('zh-Hant');
    expect(detectLanguage(`${'們'.repeat(48)}嘅`)).toBe('yue');
    expect(detectLanguage(`${PARAGRAPHS['zh-Hant']!.repeat(2)}嘅`)).toBe('zh-Hant');
  });

  it('twelve common words in a hundred, three of them different', () => {
    const filler = (count: number) => ' xqzt'.repeat(count);
    expect(detectLanguage('the and which '.repeat(4) + filler(88))).toBe('en');
    expect(detectLanguage(`${'the and which '.repeat(3)}the and${filler(89)}`)).toBe('und-Latn');
    expect(detectLanguage('the and the and')).toBe('und-Latn');
    expect(detectLanguage('the and which')).toBe('en');
    expect(detectLanguage('the.and which.the and.which '.repeat(9))).toBe('und-Latn');
  });

  it('more than twice as many as any other language has', () => {
    expect(detectLanguage('the and which there nicht auch')).toBe('und-Latn');
    expect(detectLanguage('the and which there which nicht auch')).toBe('en');
  });
});

describe('says that it does not know', () => {
  const log = Array.from(
    { length: 40 },
    (_, i) =>
      `2026-03-0${(i % 9) + 1} 12:00:${10 + i} INFO worker ${i} GET /img/a${i}.png 200 ${i}ms`,
  );
  it.each([
    ['nothing', '', 'und'],
    ['a word', 'Hello', 'und'],
    ['numbers', '1 2 3 4 5 6 7 8 9 10 3.14 42', 'und'],
    ['emoji', '😀🎉🐱🍎🚀', 'und'],
    ['two words', 'Hello world again', 'und-Latn'],
    ['a heading', 'Chapter One', 'und-Latn'],
    ['DNA', 'ACGTTGCAAC GTACGTTAGC '.repeat(50), 'und-Latn'],
    ['filler', 'Xqzt vrolp qwex blorf gnarp zibble frap quux wibble wobble '.repeat(9), 'und-Latn'],
    [
      'addresses',
      'https://www.example.com/de/la/que?id=7\nhttp://foo.org/en/el.html\n',
      'und-Latn',
    ],
    [
      'a dialect',
      'Lo vent èra freg e ma sòrre voliá pas nadar. S’assetèt sus la sabla.',
      'und-Latn',
    ],
    ['log lines', log.join('\n'), 'und-Latn'],
    ['names', 'Anna Ben Clara David Emma Felix Greta Hugo Ida Jonas Klara Leo Mia', 'und-Latn'],
    ['two languages, half and half', `${PARAGRAPHS.fr} ${PARAGRAPHS.de}`, 'und-Latn'],
    ['two scripts, half and half', `${PARAGRAPHS.ru} ${PARAGRAPHS.en}`, 'und'],
    ['signs that two languages have', '山川日月火水木金土人口', 'und-Hani'],
    ['names in Cyrillic', 'Анна Борис Виктор Галина Дмитрий Елена', 'und-Cyrl'],
    ['Inuktitut or Cree', 'ᐃᓄᒃᑎᑐᑦ ᐊᒻᒪᓗ ᑕᐃᒪᐃᒻᒪᑦ', 'und-Cans'],
    ['the same word again', 'die die die die die die', 'und-Latn'],
    [
      'base64',
      'TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24='.repeat(20),
      'und-Latn',
    ],
  ])('%s', (_, text, tag) => {
    expect(detectLanguage(text)).toBe(tag);
  });
  it('of code, unless it takes the English of its comments and keywords for what they are', () => {
    for (const file of [
      'src/dataset/units.ts',
      'src/ui/styles/base.css',
      'package.json',
      'index.html',
    ]) {
      expect(['und-Latn', 'en']).toContain(detectLanguage(readFileSync(file, 'utf8')));
    }
    const plain = 'for (let i = 0; i < n; i++) { const x = a[i] * b[j]; if (x > max) max = x; }\n';
    expect(detectLanguage(plain.repeat(50))).toBe('und-Latn');
  });
});

describe('what is here', () => {
  it.each(builtInTexts)('$id is in $language', async ({ language, load }) => {
    const text = await load();
    expect(detectLanguage(text)).toBe(language);
    expect(detectLanguage(text.slice(0, 500))).toBe(language);
  });
});

it('lists what it can find, each with an English name', () => {
  const found = [...Object.keys(PARAGRAPHS), ...Object.values(COMMON_WORDS).flatMap(Object.keys)];
  expect(LANGUAGE_TAGS).toEqual(expect.arrayContaining(found));
  const named = LANGUAGE_TAGS.map(languageName);
  expect(new Set(named).size).toBe(LANGUAGE_TAGS.length);
  for (const [i, name] of named.entries()) expect(name).not.toBe(LANGUAGE_TAGS[i]);
  expect(languageName('und-Latn')).toBe('unknown, in Latin script');
});
