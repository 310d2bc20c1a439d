import { themeSchema, type Theme } from './themes.ts'

const list = (text: string) =>
  text
    .trim()
    .split(/\s*\|\s*|\s*\n\s*/)
    .filter((each) => each !== '')
const words = (text: string, not = '') => ({ words: list(text), not: list(not) })

const given = [
  {
    key: 'waiting',
    names: { fi: 'Jonot ja odotus', sv: 'Köer och väntan', en: 'Queues and waiting' },
    words: {
      fi: words(
        'jono|odot|oottel|ootel|ootet|=ootin|viivy|viivä|~ruuhka|hidas|hitaa|hitaus|kesti|kestää|kestän|nopea|nope|ripeä|ripeäst|vitkas|vitkut|minuutissa|minuutin|tunnissa|vartissa|käsittelyaika|käsittelyss|vuoronumero|vuoroa|heti|saman tien|välittömästi|kauan|päivässä|viikossa|kuukaudessa|odottelu|seisot|seistiin|viikkoja|kuukausia|puoli vuot|myöhäss|samana iltana|pääsin',
        'odotukse|odotuksi|odotettua|odottama|odottamat|=odotan innolla|kestäv|hetimiten',
      ),
      sv: words(
        '=kö|kön|köa|köer|köade|vänta|väntan|väntetid|väntat|dröj|långsam|snabb|seg|=segt|~timmar|~minuter|handläggningstid|behandlingstid|genast|omgående|direkt på|köti|könummer|tog lång|tar lång|på en timme|inom en|på en kvart|evighet|segar|hann inte|=beslut',
        'väntade mig|snabbmat|segel|segra|=seger',
      ),
      en: words(
        'queu|wait|hold|=on hold|slow|quick|fast|speed|prompt|delay|minutes|=hours|=hour|for ever|forever|ages|=straight away|straight away|right away|at once|processing time|turnaround|in line|weeks|months|no time|working days|application',
        'waiter|waitress|household|holder|breakfast|holding|steadfast|holds|holdi|=holdall',
      ),
    },
  },
  {
    key: 'staff',
    names: { fi: 'Henkilökunta ja kohtelu', sv: 'Personal och bemötande', en: 'Staff and manner' },
    words: {
      fi: words(
        '~palvelija|henkilökun|henkilöst|~myyjä|~hoitaja|lääkäri|~kuljettaja|kuski|asentaja|tarjoilija|virkailija|respa|vastaanotto|kassan|vartija|ystäväll|töykeä|töykeä|kohtel|kohtelia|hymy|tervehti|tiuski|asennoit|käytö|käyttäyty|avuliaa|avulias|huomaava|väki|porukka|tyttö|tytöt|poika|kaveri|neiti|mukav ihmi|joustav|tympe|ylimieli|kuunteli|kuunnel|välitt|välinpitä|empati|epäystäv|=tädit|opettaja|kätilö|sihteeri|isännöitsijä|neuvoja|kaitsija|ohjaaja|työntekij|ihmisarvo|kunnioit|palveltiin|palvelualt|hermostu|huusi|=tyyppi|ihana|nauroi|puhui|pappi|mukava',
        'kassajono|=väkisin|väkivalt|hoitajamitoitus|itsepalvelu',
      ),
      sv: words(
        'personal|~tjänstperson|säljar|expedit|sköterska|läkare|chaufför|förare|montör|servitris|servitör|handläggare|receptionist|receptionen|kassörsk|väktare|bemöt|vänlig|trevlig|otrevlig|ohövlig|artig|oartig|snäll|snorkig|nonchalant|arrogant|leende|log|=hälsade|hälsa|lyssnade|brydde|engagerad|empati|tillmötes|hjälpsam|killen|tjejen|damen|mannen|gänget|barnmorsk|lärare|instruktör|behandlade mig|fräste|suckade|=sur|flickan|pojken|omtänks|respekt|rådgivare|tog sig|prata|talade|vakt|=tala|tittade|tant|i kassan|=tandläkaren',
        'logg|loga|logis|logo|personaliser|trevligt ställe|personuppg',
      ),
      en: words(
        'staff|employee|salesman|saleswoman|salesperson|assistant|nurse|doctor|driver|fitter|waiter|waitress|clerk|receptionist|reception|cashier|guard|friendl|unfriendl|rude|polite|impolite|kind|=manner|manners|attitude|smil|greet|=hello|listened|cared|caring|helpful|unhelpful|courteous|arrogant|dismissive|condescend|patroni|=guy|=lady|=girl|=lad|=chap|team|midwi|teacher|instructor|treated|snapped|empath|welcoming|welcomed|patient with|=patient|respect|manager|agent|adviser|advisor|went above|above and|laugh|talked|herself|gave us|=fella',
        'kind of|kinds|team viewer|doctorate',
      ),
    },
  },
  {
    key: 'competence',
    names: { fi: 'Osaaminen ja neuvonta', sv: 'Kunskap och rådgivning', en: 'Competence and advice' },
    words: {
      fi: words(
        'osaa|osasi|osaava|osaami|osannut|osattu|ammattitai|ammattil|ammattim|asiantunt|tietämy|tiesi|tiennyt|tiedetty|neuvo|neuvoi|neuvonta|opast|pätev|koulutet|perehty|huolellise|huolelli|väärää tietoa|väärän neuvon|selvitti|ratkais|diagnoos|taitav|pompott|pompot|siirrel|eri vastau|luukulta|kerralla kun|alottaa alusta|aloittaa alusta|ymmärsi mistä|vika löyty|löysi vian|amatöö|tunaro|sähl|vika|=huomasi|tarkasta|piirs|=ongelma',
        'neuvott|=osa|neuvola|osaamatta',
      ),
      sv: words(
        'kunnig|okunnig|kompeten|inkompeten|proff|oproff|kunskap|visste|rådgiv|råd|=råden|=rådet|förklara|skicklig|expertis|kunde sin|kan sin|utbild|fel besked|fel information|olika svar|olika besked|skickades runt|runtskick|bollad|hänvisad|fel råd|hittade felet|noga|undersökte|amatör|hade ingen aning|slarv|diag|montör|=läraren|probleme|löste|upptäck|verkst',
        'rådhus|rådande|förklaring till|råda|rådjur',
      ),
      en: words(
        'knowledg|competen|incompeten|expert|professional|unprofessional|skill|advice|advise|knew|clue|trained|training|wrong information|told me wrong|different answer|explained|understood the|qualified|diagnos|passed from|pillar to|from desk|passed around|thorough|no idea|amateur|bodge|botch|found the fault|worked out what|know their|know what|=engineer|set up|the wrong|=meter',
        'adviser was|expertly priced',
      ),
    },
  },
  {
    key: 'price',
    names: { fi: 'Hinta ja laskutus', sv: 'Pris och fakturering', en: 'Price and billing' },
    words: {
      fi: words(
        '~hint|hinna|hinno|kallis|kallii|kalleu|edulli|halpa|halva|halpoj|~lasku|laskut|~maksu|maksoi|maksaa|maksan|maksut|maksettu|maksettiin|veloit|euro|alennu|tarjoushin|tarjouks|rahasta|rahalle|rahan|rahat|rahoil|kiskur|kiskont|piilokul|kulut|perintä|karhu|korko|korkoa|etuhin|kustannus|palkkio|tariffi|bonus|kanta-asiakas|hinnan|vastinetta|ilmaise|ilmainen|hyvä hinta|=e|tarjou|sisälty|tipp',
        'laskeut|laskev|laskim|laskettel|laskett|tuloslasku|maksimi|maksullinen pysä|laskuvar|laske|laski|maksukortti unoh',
      ),
      sv: words(
        '=pris|~pris|priset|priser|dyr|=dyrt|billig|fakt|räkning|avgift|kostnad|kosta|betal|debiter|euro|=kr|kronor|rabatt|erbjudande|ocker|inkasso|påminnelseavg|ränta|räntan|pengar|premie|gratis|prisvärd|taxa|tariff|bonus|överpris|dubbelt|drogs|höjd|höjning|höjdes|=offert|=krona|=cent',
        'prisa|kostnadsfria råd|prisutdel|dyrk|dyrba|kostym|betalning gick|räkna',
      ),
      en: words(
        'price|pricey|pricing|pricy|cost|costs|expensive|cheap|bill|billed|billing|invoice|charg|fee|=fees|paid|=pay|payment|paying|refund|discount|money|euro|pound|value|afford|overpriced|robbery|rip-off|tariff|rate|=rates|debt|penny|quote|premium|bonus|deal|=deals|free of|quid|how much|dearer|=plan',
        'charger|charging cable|billion|feed|feel|feet|rated|ratepay|costume|dealt|dealer|dealing|billboard|offered me a seat|paying attention|bills to',
      ),
    },
  },
  {
    key: 'quality',
    names: { fi: 'Tuote ja laatu', sv: 'Produkt och kvalitet', en: 'Product and quality' },
    words: {
      fi: words(
        '~laatu|laadu|laaduk|~tuote|tuottee|rikki|hajos|hajoa|viallin|=vika|vikoj|kestäv|kestäny|kestä|materiaal|ruoka|ruoa|ruuan|ruuat|maku|mauto|makui|maist|annos|leipä|leivä|pizza|kahvi|keitto|liha|tuore|homeess|home|mätä|virheelli|kulunut|ompele|kangas|sauma|vetoketj|väri lä|koko m|mitat|mitoit|mallinen|merkki|takki|kengä|housu|laite|laitte|akku|imuri|pesukone|sänky|toimii moitt|moitteetta|kunnoss|pätkii|pätki|netti pät|katke|valikoim|varaosa|työn jälki|jälki|jälkeä|siivot|kuiv|neul|verho|irto|syyt',
        'kestää ja|kestää viik|kestää kauan|kotisivu|laitteel|huonekoh|puhelinpalv|puhelinnumer|puhelinmyy|puhelinaik|huoneisto|merkitt|merkit|kokous|maistraat|lihas|vikailmoit|puhelinkes|huonek|jälkeen|jälkikät|huonee|huono|kahvila',
      ),
      sv: words(
        'kvalit|produkt|=varan|=varor|trasig|sönder|defekt|håll|hållbar|material|mat|=maten|=mat|smak|portion|bröd|pizza|kaffe|soppa|kött|färsk|mögl|rutten|fel på|tyg|sömmar|dragkedj|jacka|sko|=skor|byxor|apparat|batteri|madrass|dammsug|tvättmaskin|cykel|=rummet|stug|säng|repor|sortiment|reservdel|uppkoppl|hackar|bryts|arbetet|finish|som på bild|slit|urval|pota|färg|måla|kock|frukost|korv|bulla|semla|tårta',
        'matemat|matt|match|material till|skola|skolan|skolor|sköt|skoj|hållplats|hållit ord|håller ord|hållet|höll ord|matar|matris',
      ),
      en: words(
        'quality|product|broken|broke|breaks|faulty|defect|fault|durable|last|lasted|lasts|material|food|taste|tasty|tasteless|portion|bread|pizza|coffee|soup|meat|fresh|mould|rotten|stale|fabric|seam|zip|jacket|shoe|trousers|device|battery|mattress|vacuum|washing machine|bike|cottage|=size|scratch|fell apart|stopped working|choice|selection|spare part|workmanship|connection|broadband|drops|cuts out|delicious|meal|dish|sturdy|flimsy|plastic|build|works perfectly|as described|as pictured|description|eggs|fish|boots|boiler|signal|windows|curtains|hoover|crack|carriage|=dry|smells|=show',
        'last week|last month|last year|last time|last minute|at last|lastly|bedroom door|waiting room|changing room|building|room for|builders|builder|reported a fault|default|brokerage|your fault|roommate|zipcode|last mon|last tue|last wed|last thu|last fri|last sat|last sun|last spring|last autumn|last summer|last winter',
      ),
    },
  },
  {
    key: 'delivery',
    names: { fi: 'Toimitus', sv: 'Leverans', en: 'Delivery' },
    words: {
      fi: words(
        '~toimitu|toimitet|~paket|lähety|lähetys|kuljetu|kuljett|kuski|kuljettaja|posti|postin|postiss|noutopist|noudo|nouto|seurant|seurantakood|perille|saapu|tilaus tul|tilaus on|ovelle|kotiinkuljet|matkahuol|automaatti|lavalla|kerrokseen|kotiovel|pakattu|pakkau|rappuun|noud|=laatikossa|jake|tilaus',
        'kuljettajakoul|postinumer|lähetysto|sähköpost|toimitusjoht|pankkiautom|lippuautom|toimituksell|postiluuk|bussinkulj|toimittamaan lisä|pakkane|junankulj',
      ),
      sv: words(
        'leveran|lever|paket|försänd|frakt|chaufför|=bud|budet|budfirma|post|=posten|utlämning|uthämtning|hämtst|spårning|framme|kom fram|hem till|hemleveran|packat|förpack|trappan|beställningen kom|retur till avs|lådan|skickas|matkasse|hämtas|=monteringen|kyld',
        'levern|leverpast|leverne|poster|e-post|epost|postnummer|post-|postad|busschauff|budget',
      ),
      en: words(
        'deliver|parcel|package|shipment|shipping|shipped|courier|driver|post|=mail|postman|pick-up|pickup|pick up|collection point|tracking|tracked|arriv|doorstep|warehouse|packed|packaging|in transit|=dispatched|dispatch|order came|order arrived|left with|carried it|carried the|depot|collec|redeliver|=order|ordered',
        'postcode|bus driver|train arriv|posted online|poster|postpone|package holiday|arrival time|screwdriver',
      ),
    },
  },
  {
    key: 'digital',
    names: { fi: 'Verkkopalvelu ja sovellus', sv: 'Webb och app', en: 'Website and app' },
    words: {
      fi: words(
        '=appi|=äppi|=apin|appia|appiss|appi|sovellu|=netti|nettis|nettiä|nettisiv|nettip|nettia|nettika|verkko|verkos|sivut|sivuil|sivust|kotisiv|kirjau|salasan|lomake sähk|päivity|kaatui|kaatuil|virheilmoi|ohjelma|=ohjelman|järjestelm|tunnukse|tunnistaut|chat|chatti|bott|robotti|botti|lataus|ladata|latau|lataa|klikka|klikkau|ostoskor|digi|=konetta|itsepalvelu|käyttöliitt|maksupääte|toimintoa|sähköinen|sähköise|=koodi|koodin|ilmoituksia puh|automaatti ei|omat sivut|omilla siv|linkit|linkki|tablet|känny|etäv|=versio',
        'verkosto|ohjelmisto|verkkoon lii|netti pät|verkkov|latauspis|latausas|latauskaap',
      ),
      sv: words(
        '=app|=appen|appar|=appens|webb|hemsid|sidan|sidor|=sidorna|nätbutik|nätbank|nätet|näthandel|online|logga|inlogg|lösenord|uppdater|krasch|systemet|chatt|bott|robot|ladda|klick|varukorg|digital|självscann|självbetjän|gränssnitt|felmeddel|kortterminal|e-tjänst|länk|kod|=koden|bankkod|mobilen|notis|webbplats|tjänsten|skärm|smart',
        'nätverk av|laddad med|bottenv|sidan om|sidan av|nätet har|åt sidan|botten',
      ),
      en: words(
        '=app|=apps|website|web|=site|online|=page|=pages|log in|login|logged|logging|logs me|password|update|crash|system|chat|chatbot|bot|=bot|download|click|tap|basket|digital|self-checkout|self-service|interface|error message|screen|card reader|link|=links|code|notification|alerts|browser|=form wiped|e-mail link|portal|upload|error|tickets',
        'website designer|tapas|tape|bottle|bottom|both|chatted|linked to|update me|updated me|code of|both|tapped|screening|tap water|chatted among',
      ),
    },
  },
  {
    key: 'reachability',
    names: { fi: 'Tavoitettavuus ja puhelin', sv: 'Nåbarhet och telefon', en: 'Reachability and phone' },
    words: {
      fi: words(
        'puhelu|puhelinpalv|puhelimessa|puhelime vast|puhelinaik|puhelin aik|soitto|soitti|soita|soittaa|soitin|soittanut|soitettu|soitettiin|soittivat|takaisinsoit|vastata|vastat|vastann|vastaa|vastattiin|vastaaja|tavoit|kiinni mistään|linjoil|linjalla|langan|numero|yhteyttä|yhteydenot|sähköpost|viestei|viestiin|viestiä|aukioloaj|auki|aukiolo|palveluaika|ihmistä ei|ihmiselle|=konttori',
        'asunumero|vastaanot|vastasi odot|vastaa odot|vastannut odot|vastannut kuva|vastaa kuva|yhteensä|vastuu|aukist|=auki koko kes|pinnumero|vastapäät|viitenumer|asiakasnumer|vastine|läpinäk|vuoronumero|postinumero',
      ),
      sv: words(
        'telefon|samtal|ring|=luren|luren|=svarar|svarade|svarat|svarar ing|nå|=når|få tag|tag på|återupp|uppring|telefontid|mejl|e-post|öppettid|öppet|numret|kontakta|kontakt|människa|prata med en|meddelanden|mail|växel|koppl',
        'telefonen gick|nåja|någ|nån|nåt|når |ringa del|ringar|nåd|ringklock|nål|kontaktlös|öppethus|telefonförsälj',
      ),
      en: words(
        'phone|=call|called|call back|callback|ringing|answer|reach|get hold|get through|got through|hung up|hang up|cut off|line|lines|e-mail|email|reply|replied|replies|contact|opening hours|=open|number|human|respond|response|unanswered|speak to|talk to|voicemail|message|branch',
        'called out|headphone|phone case|so-called|online|deadline|baseline|numbered|reach out|linen|phone broke|openly|outreach|answered all my',
      ),
    },
  },
  {
    key: 'premises',
    names: { fi: 'Tilat ja ympäristö', sv: 'Lokaler och miljö', en: 'Premises and surroundings' },
    words: {
      fi: words(
        '=tila|=tilat|tilava|tilois|tiloj|toimitil|odotustil|~odotushuone|sali|salin|salilla|vessa|wc|pukuhuone|suihku|siisti|siistey|likain|likais|siivo|haise|haju|tuoksu|ahdas|ahta|viihtyis|parkki|pysäköin|esteettö|pyörätuol|valais|valois|meluis|melu|meteli|musiikki|lämpötil|vetoi|kylmä halli|sisusta|remontoi|uudistettu|aula|piha|hiekoit|aurattu|auraus|halli|uimahall|sauna|hissi|opaste|kyltti|kyltit|hylly|hyllys|sovitusk|rauhallis|tunnelma|terassi|leikkipuist|leikkip|asema|penkki|penkit|istuimi|kaupassa|sijain|katuval|liukas|roska|hiljai|este|=huone|kerros|ilmast|kylpyl|=lämmin',
        'tilaus|tilatt|tilasi|tilan|tilant|tilata|tilaa|tilasto|tilais|tiliss|tilill|saliss kok|hallinn|hallit|pihalla kuin|asemast|asemakaav|penkin all|roskapost|tilai',
      ),
      sv: words(
        'lokal|väntrum|toalett|=wc|omklädn|dusch|städ|ren|=rent|smuts|lukt|stank|trång|trivs|parker|tillgängligh|rullstol|ljus|buller|bullr|högljud|musik|kall i|dragig|inred|renover|entré|gård|sanda|plog|simhall|bastu|hiss|skylt|provrum|stämning|terrass|lekplats|station|bänk|golv|skräp|tomma hyll|miljö|fräsch|mysig|sopor|akus|luft|cykelv|skidsp|ingång|tvätts',
        'rena|renskriv|lugna|lugnade|lokaltrafik|rening|rentav|renodl|hylla er|renons|ljusår|stationär|hyllar|lugnt besked|läget är|kylskåp',
      ),
      en: words(
        'premises|waiting room|toilet|=loo|=loos|changing|shower|clean|cleanliness|dirty|filthy|smell|smelt|stank|cramped|cosy|cozy|parking|car park|access|wheelchair|lighting|noise|noisy|music|draught|drafty|decor|renovat|refurb|lobby|entrance|yard|grit|plough|pool|sauna|lift|signs|signage|shelf|shelves|fitting room|atmosphere|terrace|playground|station|bench|floor|litter|rubbish|tidy|location|=seats|seating|ambience|bins|street light|quiet|spotless|lane|park|stair|chairs|ramp|=garden',
        'accessory|signed|signal|cleaned up after|placed|signature|replacement|floored|lifted|access code|signing|shoplift|stationery|=changing my|marketplace|placement',
      ),
    },
  },
  {
    key: 'clarity',
    names: { fi: 'Tieto ja selkeys', sv: 'Information och tydlighet', en: 'Information and clarity' },
    words: {
      fi: words(
        'ohje|ohjei|ohjeet|selkeä|selkeäst|selvä|selväst|sekav|epäselv|ymmärrettä|ymmärtä|kapulakiel|selkokiel|tiedot|tiedotu|tiedottam|tiedotet|ilmoitet|ilmoittan|ilmoitus|kerrott|kerrottu|kerrotaan|kertonut|informaa|viestint|selity|selitet|selitti|lomake|lomakk|lomakkee|kirje|esite|esitteen|ota selvää|tajusi|tajuu|hoito-ohje|opast|opastee|sanottu|tietoa|perustelu|löydä mitään|ruotsiksi|ruotsink|ei löydy|päätökse',
        'vikailmoit|vahinkoilmoit|selvästi paras|selvästi paremp|henkilötie|selvisi|ohjelma|kirjekuor|kirjeit|kirjast|muuttoilm|selväst halv|selvittä|virheilmoit',
      ),
      sv: words(
        'anvisning|instruktion|tydlig|otydlig|oklar|klarhet|rörig|förstå|förstod|begrip|information|info|meddela|informer|besked|förklar|blankett|brev|broschyr|kanslisvensk|på svenska|hittar ing|språk|motiver|beskrivning|skyltning|besked om|=karta|fick veta|vad betyder|framg',
        'klarade|klarar|klar på|förståel|uppklar|klarna|hitta hem|var klart|allt klart|brevlåd|brevid|motiverad|förklarlig|klar och',
      ),
      en: words(
        'instruction|clear|unclear|clarity|confus|understand|understood|information|informed|inform|explain|explanation|guidance|=forms|letter|leaflet|jargon|plain english|sense of|vague|notified|communicat|find anything|said nothing|wording|terms|transparent|=signs|kept up to|up to date|language|reason|=sign|=map|allerge|=print|a note',
        'cleared|formal|told off|letterbox|noticed|inform me|formerly|performed|platform|transform|storytell|reasonab|clearance|form of|letting|form wiped',
      ),
    },
  },
  {
    key: 'trust',
    names: { fi: 'Lupaukset ja luottamus', sv: 'Löften och förtroende', en: 'Promises and trust' },
    words: {
      fi: words(
        'lupau|lupas|lupaa|luvat|luvann|lupai|luotta|luotet|luott|rehelli|epärehel|valeht|valhe|huija|petos|petet|petyin|petti|sanansa|pitää paikkaa|pidä paikkaa|piti paikkaa|sovit|sovitu|turvalli|tietosuoj|tietoturv|tietoni|epäluot|varma|vastuu|kusetus|harhaanj|uskot|mainoksessa|lupau|puijat|narrat|kuten luv|salaili|salass|sanottiin et|pitivät|sopimu|luota',
        'sovitusk|sovite|luvallis|luvan kans|varmast|varmista|varmenn|varmaan|sovittel|varmuuskop|lupa-asi|luottokort',
      ),
      sv: words(
        'löfte|löften|lova|lovade|utlova|lovat|förtroende|lita|litar|pålit|opålit|ärlig|oärlig|lurad|lurar|lurade|lurendr|ljög|lögn|bedrägeri|svik|svek|trygg|otrygg|dataskydd|integritet|ansvar|avtalat|överensk|höll vad|håller vad|hållit ord|håller ord|utfäst|seriös|oseriös|sekretess|uppgifter ut|vilsel|bluff|som ni sa|uppgift|såld|garante',
        'lovande|ansvarig läkare|lita-|litania|ljudlöst|lurig',
      ),
      en: words(
        'promis|trust|rely|relied|reliab|unreliab|honest|dishonest|lied|lies|=lie|liar|cheat|scam|fraud|mislead|misled|deceiv|word|=kept their|as agreed|agreed|safe|unsafe|privacy|confiden|personal data|responsib|accountab|integrity|=told me one|=con|conned|guarantee|advertis|did what you said|said they would|said he would|said she would|would call|never did|loyal|sold|my data|in writing|=contract',
        'words|wording|password|safety pin|agreed to disagree|relying on my phone|word for it|wordy|belies|=conf|crossword',
      ),
    },
  },
  {
    key: 'complaints',
    names: { fi: 'Reklamaatiot ja palautukset', sv: 'Reklamationer och returer', en: 'Complaints and returns' },
    words: {
      fi: words(
        'reklam|palautu|palautin|palautet|palautta|palaut|valitu|valitin|valitt|hyvity|hyvitet|korvau|korvasi|korvas|korvann|takuu|takuus|vaihdettiin uuteen|uuden tilalle|uusi tilalle|pahoitel|pahoittel|anteeksi|vikailmoit|vahinko|vahinkoilm|virhe korjat|korjattiin|korjattu|korjasi|rahat takaisin|oikais|ilmoitin via|kerroin via|peruutusmaksu|moka|mokan|korvaava|palautetta|kulutta|=lahjakortti|hyvitti|lautakun',
        'valittamista|valitettav|korvaamat|valittaa|valitetta|palautumi|palautui lähet|palautekys|valittele|korvau haku',
      ),
      sv: words(
        'reklam|retur|återbetal|klagomål|klagade|=klaga|ersätt|ersatt|garanti|ursäkt|bad om urs|ny i stället|felanmäl|skadeanm|kompens|rättad|rättades|ångerr|bytte ut|pengarna tillbaka|återgäld|lämnade tillbaka|beklaga|gottgör|skadan|skada|ångra|=kvitto|presentk',
        'reklamer|reklammedd|klaga på|reklambl|ersättare|reklamutsk|garanterat|garantera',
      ),
      en: words(
        'complain|complaint|return|returned|returns|refund|compensat|warranty|guarantee claim|apolog|replacement|replaced|claim|money back|put right|fault report|reported|made good|reimburs|goodwill|exchange|moaned|put it right|=feedback|vouch|appeal',
        "can't complain|complain about|no complaints|returning customer|returned my call|returned a call|claims to|sorry to say|complaints whats|exchange rate|reclaim",
      ),
    },
  },
  {
    key: 'booking',
    names: { fi: 'Ajanvaraus ja saatavuus', sv: 'Bokning och tillgång', en: 'Booking and availability' },
    words: {
      fi: words(
        'ajanvara|aikava|~varau|varasi|varat|varaa|varasin|vapaita aik|vapaa aika|vapaat aj|aikoja|=aika|=aikaa|=ajan|=aikani|=aikoja|=ajat|jonotuslist|peruut|perui|peruin|peruttiin|perutt|saatavuu|saatavill|saatavana|loppunu|varasto|täynnä|muistutus|päivystysaik|aika vaiht|siirsin aj|vuoron|vastaanottoaik|paikkaa|lääkäriaik|kontroll|pääs lääk|ilmoittaud|tunnit',
        'varaosa|varaukset ton|loppujen|loppusumm|loppulas|aikaisem|aikana|=aikaa hukka|varakas|vuoronumer|vuorokau|lopputul|täynnä rosk|varastett|varaslä|parkkipaikkaa|peruutuspeil|peruuttaminen sop|jonottaa aikaa|maksumuistutus|loppunut kärsiv|varaton|varaudu|lopulta',
      ),
      sv: words(
        'bok|boka|bokning|bokad|tidsbok|=tid|=tiden|=tider|tider|lediga|ledig|avbok|ombok|inställd|ställdes in|ställde in|tillgång|slutsål|i lager|lagret|fullt|fullbok|påminnelse om|återbud|återbesök|jourtid|väntelista|reserver|platser|dubbelbok|fel dag',
        'boken|böcker|slutligen|=slutet|slutade|slutnot|slutsumm|slutar|bokstav|bokhyll|platsen var|anmäln om fel|ledighet|anmälan av|slutkläm|felanmäl|skadeanmäl|flyttanmäl|på plats|slutat|bokslut|till slut|öppettider|tillgängligh|slutade|slutt|slutgilt|lagret av',
      ),
      en: words(
        'book|booking|booked|appointment|slot|slots|reserv|unavailab|in stock|stock|sold out|cancelled my app|waiting list|reschedul|full up|fully booked|walk-in|reminder|check-up|next free|free time|table for|spaces|=space|signed up|places on',
        'bookshop|booklet|books|bookshelf|out of order|out of the|reservations about|out of date|out of here|out of ten|parking space|facebook|stocking|full of|unavailable to talk|full marks|out of this',
      ),
    },
  },
]

/** The thirteen themes of service that come with Polku, in Finnish, Swedish and English. */
export const SERVICE_THEMES: readonly Theme[] = themeSchema.array().parse(given)
