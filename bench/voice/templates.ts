import type { VoiceLanguage } from '../../src/domain/voice/languages.ts'

/** Subjects and what may be said of each, by sign. */
export interface Template {
  subjects: string[]
  said: Record<'+' | '-' | '0', string[]>
}

const words = (text: string) => text.split('|').map((each) => each.trim())

/** Sentences to be put together, written by us. */
export const TEMPLATES: Readonly<Record<VoiceLanguage, Template[]>> = {
  fi: [
    {
      subjects: words(
        'Palvelu|Asiakaspalvelu|Henkilökunta|Myyjä|Lääkäri|Hoitaja|Kuljettaja|Asentaja|Tarjoilija|Virkailija|Neuvoja|Kassa|Respa|Opettaja',
      ),
      said: {
        '+': words(
          'oli ystävällinen.|oli todella mukava|oli asiantunteva ja avulias|auttoi heti|tiesi asiansa|osasi neuvoa|oli kärsivällinen!|oli ihana|hoiti homman kotiin|oli ammattitaitoista|jaksoi hymyillä kiireessäkin|kuunteli ja ymmärsi|ei hoputtanut yhtään|ylitti odotukset|oli nopeaa|vastasi kaikkiin kysymyksiini',
        ),
        '-': words(
          'oli töykeä.|ei tervehtinyt|oli tosi epäystävällinen|ei osannut auttaa|ei kuunnellut|oli välinpitämätön|ei tiennyt mistään mitään|oli ylimielinen|oli hidasta|oli kiireinen ja äreä|antoi väärää tietoa|ei viitsinyt edes vastata|kohteli huonosti|ei ollut paikalla|tiuski minulle|jätti asian kesken|oli tympeä|puhui päälle',
        ),
        '0': words(
          'kysyi nimeni.|oli paikalla|antoi esitteen|vaihtui kesken päivän|tarkisti tiedot|soitti tiistaina|pyysi allekirjoituksen',
        ),
      },
    },
    {
      subjects: words('Tilaus|Paketti|Lähetys|Toimitus|Sohva|Pesukone|Kirje|Lääkepaketti'),
      said: {
        '+': words(
          'tuli nopeasti.|saapui ajallaan|oli huolella pakattu|tuli ehjänä perille|oli perillä etuajassa|tuli kotiovelle asti|vastasi odotuksia',
        ),
        '-': words(
          'on yhä matkalla.|ei koskaan tullut|oli myöhässä viikon|saapui rikkinäisenä|katosi matkalla|oli väärä|tuli kolhuilla|jätettiin väärään osoitteeseen|palautui lähettäjälle|jäi tulematta|viipyi ja viipyi',
        ),
        '0': words(
          'tuli tiistaina.|on noudettavissa|lähti varastolta|haettiin eilen|toimitettiin kotiin|on matkalla|sisälsi kolme tuotetta',
        ),
      },
    },
    {
      subjects: words('Sovellus|Nettisivu|Verkkokauppa|Appi|Verkkopankki|Ajanvaraus|Kirjautuminen|Järjestelmä|Chatti|Lomake|Maksupääte'),
      said: {
        '+': words('toimii hyvin.|on helppokäyttöinen|on selkeä|toimi moitteetta|on nopea ja kätevä|on parantunut paljon|säästää aikaa'),
        '-': words(
          'ei toimi.|kaatuilee|on sekava|jumittaa koko ajan|on hidas|antaa virheilmoituksen|ei aukea puhelimella|hukkasi tietoni|on vaikeakäyttöinen|temppuilee taas|kirjaa ulos kesken kaiken|ei lataudu',
        ),
        '0': words('päivittyi.|on käytössä puhelimella|kysyy henkilötunnusta|avautui uuteen ikkunaan|siirtyi uuteen osoitteeseen'),
      },
    },
    {
      subjects: words('Hinta|Lasku|Kuukausimaksu|Toimitusmaksu|Lopullinen summa|Sähkön hinta|Lippu|Vakuutusmaksu'),
      said: {
        '+': words(
          'oli kohtuullinen.|oli edullinen|oli halvempi kuin muualla|oli juuri se mitä luvattiin|on kohdallaan|oli selkeä ja oikein',
        ),
        '-': words(
          'on liian kova.|nousi taas|oli kallis|oli väärin|on ihan kohtuuton|oli aivan muuta kuin luvattiin|tuplaantui ilman varoitusta|on kiskontaa|tuli kahteen kertaan',
        ),
        '0': words('on 20 euroa.|maksettiin kortilla|tulee sähköpostiin|erääntyy ensi viikolla|oli 35,90'),
      },
    },
    {
      subjects: words('Tuote|Laite|Puhelin|Takki|Ruoka|Pizza|Leipä|Huone|Laatu|Patja|Pyörä|Kahvi'),
      said: {
        '+': words(
          'on erinomainen.|oli hyvä|oli priimaa|on kestänyt hyvin|yllätti positiivisesti|on joka euron väärti|oli maukas ja tuore|toimii niin kuin pitää',
        ),
        '-': words(
          'on huono.|oli pettymys|hajosi heti|ei kestänyt mitään|oli viallinen|ei vastannut kuvaa|on kelvoton|oli pilalla|oli ala-arvoinen|meni rikki viikossa|ei ollut hintansa arvoinen',
        ),
        '0': words('on valkoinen.|ostettiin lahjaksi|on ollut käytössä kuukauden|on kokoa M|vaihdettiin toiseen'),
      },
    },
    {
      subjects: words('Tilat|Odotushuone|Myymälä|Vessat|Pukuhuone|Sali|Aula|Parkkipaikka|Asema|Terassi'),
      said: {
        '+': words('olivat siistit.|on viihtyisä|oli puhdas ja valoisa|on remontoitu hienosti|on helppo löytää|oli rauhallinen'),
        '-': words('olivat likaiset.|on ahdas|haisee|oli täynnä roskia|on epäviihtyisä|oli kylmä ja vetoinen|oli meluisa|oli aivan täynnä'),
        '0': words('on toisessa kerroksessa.|on remontissa|muutti kadun toiselle puolelle|avataan yhdeksältä'),
      },
    },
    {
      subjects: words('Jonossa|Puhelimessa|Päivystyksessä|Kassalla|Odotushuoneessa|Linjoilla|Tiskillä'),
      said: {
        '+': words('ei tarvinnut odottaa.|ei ollut ruuhkaa, pääsin heti|meni vain hetki|palveltiin saman tien'),
        '-': words(
          'meni kaksi tuntia.|sai odottaa ikuisuuden|seistiin puoli päivää|roikuin tunnin turhaan|kukaan ei ottanut vastaan|meni hermot|jonotin 45 minuuttia',
        ),
        '0': words('kysyttiin kantakorttia.|meni kymmenen minuuttia|oli kaksi ihmistä|asioin aamupäivällä'),
      },
    },
  ],
  sv: [
    {
      subjects: words(
        'Servicen|Kundtjänsten|Personalen|Säljaren|Läkaren|Sköterskan|Chauffören|Montören|Servitrisen|Handläggaren|Rådgivaren|Kassörskan|Läraren|Damen i luren',
      ),
      said: {
        '+': words(
          'var vänlig.|var jättetrevlig|var kunnig och hjälpsam|hjälpte mig direkt|visste vad det handlade om|var tålmodig!|var underbar|löste problemet på en gång|var proffsig|log trots att det var stressigt|lyssnade och förstod|överträffade mina förväntningar|var snabb|svarade på alla mina frågor',
        ),
        '-': words(
          'var otrevlig.|hälsade inte ens|var väldigt ohövlig|kunde inte hjälpa|lyssnade inte|var nonchalant|visste ingenting|var arrogant|var långsam|var stressad och sur|gav fel besked|brydde sig inte om att svara|behandlade mig illa|var inte på plats|fräste åt mig|lämnade ärendet halvvägs|suckade bara|avbröt mig hela tiden',
        ),
        '0': words(
          'frågade efter mitt namn.|var på plats|gav mig en broschyr|byttes ut mitt på dagen|kontrollerade uppgifterna|ringde på tisdagen|bad om min underskrift',
        ),
      },
    },
    {
      subjects: words('Beställningen|Paketet|Leveransen|Försändelsen|Soffan|Tvättmaskinen|Brevet|Medicinen'),
      said: {
        '+': words(
          'kom snabbt.|kom i tid|var väl förpackat|kom fram helt|var framme tidigare än utlovat|bars ända in|motsvarade förväntningarna',
        ),
        '-': words(
          'är fortfarande på väg.|kom aldrig fram|var en vecka försenad|var trasig när den kom|försvann på vägen|var fel|hade repor|lämnades på fel adress|gick i retur|har inte synts till|dröjde och dröjde',
        ),
        '0': words('kom på tisdagen.|kan hämtas|har lämnat lagret|hämtades i går|levererades hem|är på väg|innehöll tre produkter'),
      },
    },
    {
      subjects: words('Appen|Webbplatsen|Nätbutiken|Sidan|Nätbanken|Tidsbokningen|Inloggningen|Systemet|Chatten|Blanketten|Kortterminalen'),
      said: {
        '+': words(
          'fungerar bra.|är lätt att använda|är tydlig|fungerade felfritt|är snabb och smidig|har blivit mycket bättre|sparar tid',
        ),
        '-': words(
          'fungerar inte.|kraschar|är rörig|hänger sig hela tiden|är långsam|ger felmeddelande|går inte att öppna på mobilen|tappade bort mina uppgifter|är svår att använda|krånglar igen|loggar ut mig mitt i allt|laddar inte',
        ),
        '0': words('uppdaterades.|används på mobilen|frågar efter personnumret|öppnades i ett nytt fönster|flyttade till en ny adress'),
      },
    },
    {
      subjects: words('Priset|Fakturan|Månadsavgiften|Fraktkostnaden|Slutsumman|Elpriset|Biljetten|Försäkringspremien'),
      said: {
        '+': words(
          'var rimligt.|var förmånligt|var billigare än på andra ställen|stämde precis med det utlovade|är bra|var tydlig och rätt',
        ),
        '-': words(
          'är för högt.|höjdes igen|var dyrt|stämde inte|är helt orimligt|blev något helt annat än utlovat|fördubblades utan förvarning|är ocker|drogs två gånger',
        ),
        '0': words('är 20 euro.|betalades med kort|kommer per e-post|förfaller nästa vecka|var 35,90'),
      },
    },
    {
      subjects: words('Produkten|Apparaten|Telefonen|Jackan|Maten|Pizzan|Brödet|Rummet|Kvaliteten|Madrassen|Cykeln|Kaffet'),
      said: {
        '+': words(
          'är utmärkt.|var bra|håller hög klass|har hållit bra|överraskade positivt|är värd varenda krona|var gott och färskt|fungerar som det ska',
        ),
        '-': words(
          'är dålig.|var en besvikelse|gick sönder direkt|höll ingenting|var defekt|motsvarade inte bilden|är värdelös|var förstörd|var under all kritik|gick sönder efter en vecka|var inte värt pengarna',
        ),
        '0': words('är vit.|köptes som present|har använts i en månad|är storlek M|byttes mot en annan'),
      },
    },
    {
      subjects: words('Lokalen|Väntrummet|Butiken|Toaletten|Omklädningsrummet|Salen|Entrén|Parkeringen|Stationen|Terrassen'),
      said: {
        '+': words('var ren.|är trivsam|var städad och ljus|har renoverats fint|är lätt att hitta|var lugn'),
        '-': words('var smutsig.|är trång|luktar illa|var full av skräp|är otrivsam|var kall och dragig|var stökig|var helt överfull'),
        '0': words('ligger på andra våningen.|renoveras|flyttade över gatan|öppnar klockan nio'),
      },
    },
    {
      subjects: words('I kön|I telefonen|På akuten|I kassan|I väntrummet|På linjen|Vid disken'),
      said: {
        '+': words('slapp man vänta.|var det lugnt, jag kom fram direkt|tog det bara en stund|blev vi betjänade genast'),
        '-': words(
          'gick två timmar.|fick man vänta en evighet|stod vi halva dagen|hängde jag en timme i onödan|var det ingen som tog emot|tröttnade jag|fick jag vänta 45 minuter',
        ),
        '0': words('frågade de efter stamkundskortet.|tog det tio minuter|var det två personer|var jag på förmiddagen'),
      },
    },
  ],
  en: [
    {
      subjects: words(
        'The service|Customer service|The staff|The salesman|My doctor|The nurse|The driver|The fitter|Our waitress|The clerk|The adviser|The cashier|The receptionist|The agent',
      ),
      said: {
        '+': words(
          'was friendly.|was really lovely|was knowledgeable and helpful|helped straight away|knew their stuff|was patient!|was wonderful|sorted it out in no time|was very professional|kept smiling even when busy|listened and understood|went above and beyond|was quick|answered all my questions',
        ),
        '-': words(
          "was rude.|didn't even say hello|was really unfriendly|couldn't help|didn't listen|couldn't care less|had no idea|was arrogant|was slow|was stressed and grumpy|gave me wrong information|didn't bother to reply|treated me badly|was nowhere to be found|snapped at me|left the job half done|talked over me|just sighed",
        ),
        '0': words(
          'asked for my name.|was there|gave me a leaflet|changed during the day|checked the details|called on Tuesday|asked me to sign',
        ),
      },
    },
    {
      subjects: words('My order|The parcel|The package|The delivery|The sofa|The washing machine|The letter|My medicine'),
      said: {
        '+': words(
          'came quickly.|arrived on time|was carefully packed|arrived in one piece|came earlier than promised|was carried upstairs|was just as I hoped',
        ),
        '-': words(
          'is still on its way.|never came|was a week late|arrived broken|got lost|was the wrong one|had scratches|was left at the wrong address|was returned to sender|has not turned up|took for ever',
        ),
        '0': words(
          'came on Tuesday.|is ready to collect|has left the warehouse|was picked up yesterday|was delivered home|is on its way|had three items in it',
        ),
      },
    },
    {
      subjects: words(
        'The app|The website|Your online shop|The page|Online banking|The booking system|The login|The system|The chat|The form|The card reader',
      ),
      said: {
        '+': words('works well.|is easy to use|is clear|worked without a hitch|is fast and handy|has got much better|saves time'),
        '-': words(
          "doesn't work.|keeps crashing|is confusing|hangs all the time|is slow|gives an error|won't open on my phone|lost my details|is hard to use|is playing up again|logs me out halfway|won't load",
        ),
        '0': words('was updated.|is used on the phone|asks for an ID|opened in a new window|moved to a new address'),
      },
    },
    {
      subjects: words('The price|The bill|The monthly fee|The delivery charge|The total|The electricity price|My ticket|The premium'),
      said: {
        '+': words('was reasonable.|was good value|was cheaper than elsewhere|was exactly as promised|is fair|was clear and correct'),
        '-': words(
          'is too high.|went up again|was expensive|was wrong|is outrageous|was not what I was told|doubled without warning|is daylight robbery|was taken twice',
        ),
        '0': words('is 20 euros.|was paid by card|comes by e-mail|is due next week|was 35.90'),
      },
    },
    {
      subjects: words(
        'The product|The device|The phone|The jacket|The food|My pizza|The bread|Our room|The quality|The mattress|The bike|The coffee',
      ),
      said: {
        '+': words(
          'is excellent.|was good|is top quality|has lasted well|was a pleasant surprise|is worth every penny|was tasty and fresh|does what it should',
        ),
        '-': words(
          'is bad.|was a disappointment|broke at once|fell apart|was faulty|was nothing like the picture|is useless|was ruined|was below standard|stopped working within a week|was not worth the money',
        ),
        '0': words('is white.|was bought as a gift|has been in use for a month|is size M|was swapped for another'),
      },
    },
    {
      subjects: words(
        'The shop|The waiting room|The store|The toilets|The changing room|The gym|The lobby|The car park|The station|The terrace',
      ),
      said: {
        '+': words('was clean.|is cosy|was tidy and bright|has been done up nicely|is easy to find|was quiet'),
        '-': words('was dirty.|is cramped|smells|was full of rubbish|is dingy|was cold and draughty|was noisy|was packed'),
        '0': words('is on the second floor.|is being renovated|moved across the street|opens at nine'),
      },
    },
    {
      subjects: words('In the queue|On the phone|In A&E|At the till|In the waiting room|On the line|At the desk'),
      said: {
        '+': words('there was no wait.|we were seen at once|it took only a moment|we were served straight away'),
        '-': words(
          'I spent two hours.|you wait for ever|we stood half the day|I was left hanging for an hour|nobody answered|I gave up|I waited 45 minutes',
        ),
        '0': words('they asked for my loyalty card.|it took ten minutes|there were two people|I was asked for my number'),
      },
    },
  ],
}
