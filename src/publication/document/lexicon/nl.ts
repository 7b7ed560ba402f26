import { idiomsOf, type Lexicon, wordsOf } from './lexicon.ts';

/*
 * Dutch words that state a number, a share or a comparison. In the prose of a report they are refused unless an
 * expression puts them there from a figure. "Een" is an article; "één" is told apart by its accents.
 */

const counting = 'één twee drie vier vijf zes zeven acht negen tien elf twaalf'.split(' ');

const small =
  'twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien';
const tens = 'twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig';
const large = 'honderd|duizend|miljoen|miljard';

const numbers = wordsOf(`
  nul ${small.replaceAll('|', ' ')} ${tens.replaceAll('|', ' ')} ${large.replaceAll('|', ' ')} dozijn gros tig zoveelste
  beide beiden allebei allebeide geeneen geenen eentje eentjes tweetjes drieen vieren vijven zessen tweetal drietal
  viertal vijftal tiental tientallen honderdtal honderden duizenden miljoenen miljarden handvol handjevol paar koppel
  duo trio kwartet tweetallen eerste tweede derde vierde vijfde laatste-op-een enig enige enkel enkele enkelen enkeling
  enkelingen eenling eenmaal eenmalig eenmalige tweemaal driemaal meermaals meermalen anderhalf anderhalve
  half halve helft helften kwart kwarten driekwart tweederde eenderde tweederden eenvijfde driekwartdeel procent
  procenten procentpunt procentpunten promille percentage percentages pct proc
  dubbel dubbele dubbelen driedubbel driedubbele tweevoud drievoud viervoud veelvoud tienvoud keer maal keren malen
  geen geenszins niemand nergens nooit nimmer nihil alle allen allemaal iedereen eenieder ieder iedere elk
  elke overal altijd steevast voltallig voltallige volledig volledige unaniem unanieme uitsluitend louter slechts gehele
  veel vele velen weinig weinige weinigen menig menige menigeen meerdere meerderheid merendeel minderheid grotendeels
  leeuwendeel hoofdmoot meest meeste meesten minst minste sommige sommigen verscheidene verschillende diverse ettelijke
  talrijk talrijke talloos talloze legio vaak vaker vaakst zelden zeldzaam zeldzamer zeldzaamst sporadisch regelmatig
  doorgaans meestal gewoonlijk veelal veelvuldig massaal ruim krap bijna vrijwel nagenoeg praktisch-alle circa ongeveer
  amper nauwelijks hooguit maximaal minimaal minstens tenminste gemiddeld gemiddelde gemiddelden doorsnee
  recordaantal record mln mld plm dozijnen halfdozijn voornamelijk hoofdzakelijk overwegend kwintet sextet septet octet trits
`);

const comparisons = wordsOf(`
  meer minder evenveel gelijk gelijkgebleven hoger hogere hoogst hoogste lager lagere laagst laagste groter grotere
  grootst grootste kleiner kleinere kleinst kleinste langer langere langst langste korter kortere kortst kortste sneller
  trager beter slechter talrijker overtrof overtreft overtreffen overtroffen evenaarde evenaart
  toename toenames afname afnames toenam afnam toenamen afnamen toegenomen afgenomen toenemend toenemende afnemend
  afnemende stijging stijgingen daling dalingen stijgt stijgen daalt dalen steeg stegen daalde daalden gestegen gedaald
  stijgend stijgende dalend dalende groei groeit groeien groeide groeiden gegroeid groeiend groeiende krimp krimpt
  krimpen kromp krompen gekrompen krimpend krimpende zakte zakten gezakt klom klommen geklommen kelderde kelderden
  gekelderd opgelopen teruggelopen oplopend oplopende teruglopend teruglopende verminderd verminderde verminderden
  vermindering vermeerderd vermeerderde vermeerdering verdwenen piek pieken piekte dieptepunt hoogtepunt hoogtij
  stabiel stabiele constant onveranderd onverminderd aanzienlijk aanzienlijke substantieel
  substantiele fors forse flink flinke drastisch drastische explosief explosieve
`);

/** After an ordinal they make it a name, a place in a row of steps or a quarter of the year: nothing is counted. */
const afterOrdinal = [
  'partij(?:en)?|aanspreekpunt(?:en)?|aanspreekpersoon|aanspreekbare|kamer|kamerlid|kamerleden|lijns?|lijnszorg|instantie',
  'hulp|aanleg|lezer|lezers|lid|leden|stap|fase|ronde|graad|persoon|wereld|wereldoorlog|plaats|klas|klasse|verdieping',
  'alinea|zin|volzin|indruk|blik|oogopslag|gezicht|hand|contact|contactpersoon|opvang|gesprek|reactie|beoordeling',
  'beoordelaar|verantwoordelijke|verantwoordelijkheid|opzet|versie|concept|ambtenaar|burger|minister|secretaris|spoor',
  'opinie|mening|natuur|kans|viool|leven|geldstroom|kwartaal|kwartalen|halfjaar|tranche|lezing|exemplaar|schakel|prioriteit',
  'uitgangspunt|vereiste|regel|vraag|doel|taak|zorg|weg|ingang|loket|bron|hoofdstuk|paragraaf|artikel|land|landen',
  '(?:werk)?dag|dienst|aanzet|helft|colonne|de beste|onder (?:zijns|haars|hun) gelijken|aanspreken|kennismaking|woord|levensbehoefte|rang',
].join('|');
const ordinals = 'eerste|tweede|derde|vierde|vijfde|1e|2e|3e|4e|1ste|2de|3de|4de';

/** Who may and must do things; what is counted in a report is not among them. */
const people =
  'medewerkers?|collega(?: s|s)?|ambtena(?:ar|ren)|leidinggevenden?|burgers?|melders?|lezers?|mens|mensen|nieuwe medewerkers?';
/** "Een van de redenen" counts nothing, "een van de meldingen" does. */
const abstract =
  'redenen|manieren|oorzaken|doelen|uitgangspunten|themas|thema s|onderwerpen|vragen|lessen|speerpunten|mogelijkheden|bijlagen|hoofdstukken|paragrafen|pijlers|voorwaarden|vormen|wegen|waarden|kernwaarden|principes|beginselen|taken|risicos|risico s|uitdagingen|eisen|middelen|instrumenten|aandachtspunten';

const idioms = idiomsOf(
  `(?:(?:de|het|een|onze|uw|hun|haar|zijn|in|op|uit|van|als|uit de|in de) )?(?:${ordinals})s? (?:${afterOrdinal})`,
  `(?:${ordinals})(?:lijns|kamer|graads|hands|rangs|jaars)\\p{L}*`,
  '(?:de |in de |van de )?\\p{L}{2,}(?:ste|de) eeuw',
  '(?:eerste|tweede) deel|ten (?:eerste|tweede|derde|vierde|vijfde|zesde)',
  'op de eerste plaats|in de eerste plaats|in eerste instantie|in tweede instantie|als eerste aanspreek\\p{L}*',
  'eerste en tweede kamer|de derde wereld|eerste hulp bij ongelukken|eerste minister',
  '(?:op|in) een lijn|een op een|een voor een|een en ander|een en dezelfde|het een en ander|een voor allen|een geheel',
  '(?:van|aan) beide (?:kanten|zijden)|beide (?:partijen|kanten|zijden)|met beide benen|beide benen op de grond|aan de ene en (?:aan )?de andere kant',
  'onder vier ogen|vier ogen|vier ogen principe|vierogenprincipe|vieren?zes(?:tig)?ogen|met twee maten|twee maten|twee kanten van (?:dezelfde|de) medaille',
  'tussen twee stoelen|drie keer is scheepsrecht|zevende hemel|elfde uur|vijf voor twaalf|nul op het rekest|nulmeting|nul tolerantie|nultolerantie',
  'half werk|het halve werk|halve waarheid|met een half oor|half woord|een goed begin is het halve werk|ten halve gekeerd|half open|halfopen',
  'dubbele (?:pet|petten|rol|rollen|moraal|bodem|agenda|nationaliteit|standaard|punt)|dubbel spel|dubbele punt|dubbelrol|in (?:twee|drie|vier)voud (?:ondertekend|getekend|bewaard|opgemaakt|opgesteld|ingediend|ingevuld|aangeleverd)',
  '(?:twee|drie|vier)(?:voudige?|ledige?) (?:belang|doel|opgave|opdracht|functie|taak|rol|betekenis|karakter|aanpak)|in tweeen (?:gedeeld|gesplitst|geknipt)e?|enkele reis',
  'nu eenmaal|eenmaal (?:begonnen|op gang|binnen|gemeld|ontvangen|gestart|in dienst)|keer op keer|in een keer|deze keer|die keer|dit keer|een andere keer|een volgende keer|de volgende keer',
  'te allen tijde|met z(?:ij)?.?n allen|al met al|in alle (?:rust|openheid|ernst|vertrouwelijkheid|redelijkheid|eerlijkheid)|met alle respect|voor alle zekerheid|alle hens aan dek|van alle tijden',
  'niet alleen|onder meer|te meer|des te meer|meer informatie|meer weten|meer hierover|meer lezen|lees meer|wat meer is|meer en deel',
  'niet meer(?! dan)|nooit te laat|beter laat dan nooit|nog nooit vertoond|voor eens en altijd|eens en voor altijd|voor altijd',
  'zo(?: )?veel mogelijk|zo (?:min|weinig) mogelijk|voor zover|hoeveel|evenzeer|minder geschikt|meer dan welkom|min of meer|op zijn minst genomen',
  'in het gelijk|(?:kreeg|krijgt|krijgen|heeft|had|hebben|geeft|gaf) gelijk|gelijk (?:heeft|hebben|krijgt|krijgen|kreeg|had|geven)|gelijke? (?:behandeling|kansen|monniken)|gelijk oversteken|ongelijk',
  '(?:dit|dat|het) (?:is|was|zijn|waren) geen|geen (?:twijfel|sinecure|ranglijst|bewijs|wonder|probleem|bezwaar|belemmering|excuus|vrijbrief|doel(?: op zich)?|oordeel|schande|reden|schuld|optie|uitzondering|toeval|verwijt|vanzelfsprekendheid)',
  `geen (?:sprake|zin|idee|behoefte|onderscheid|geheimen?|weg terug|enkel bezwaar|misverstand|voorwendsel|ruimte|aanleiding|garantie|vrije keuze|formaliteit|waardeoordeel|eindpunt|momentopname|hierarchie|taboe|eenvoudige opgave|gemakkelijke weg|pas)(?: (?:aan|in|op|van|voor))?`,
  'geen \\p{L}+ is te (?:klein|groot|gek|vreemd|licht|gering|onbelangrijk)',
  // What people may and must do is a rule and no count of who did.
  `(?:iedereen|eenieder|niemand|allen|(?:iedere?|elke?|alle) (?:${people})) (?:kan|kunnen|mag|mogen|moet|moeten|hoeft|hoeven|dient|dienen|behoort|verdient|verdienen|heeft recht|hebben recht)`,
  `voor (?:iedereen|allen|(?:iedere?|elke?|alle) (?:${people}))|(?:geldt|gelden) voor (?:ons|hen|jullie|u) (?:allen|allemaal)|(?:zijn|is) (?:er |hier )?(?:allemaal|allen) (?:voor )?verantwoordelijk`,
  `(?:neemt?|nemen) (?:elke?|iedere?) (?:melding|vraag|signaal) serieus|(?:elke?|iedere?) (?:melding|vraag|signaal|${people}) (?:krijgt (?:antwoord|steun|bescherming|nazorg|uitleg)|wordt (?:vertrouwelijk|serieus|zorgvuldig|met zorg)|verdient|telt)`,
  'nog geen (?:besluit|uitkomst|antwoord|beslissing|oordeel|conclusie)|(?:twee|drie|vier)delige? (?:training|cursus|serie|leergang|aanpak|opleiding)|alles of niets',
  'lagere drempels?|drempels? (?:moet|moeten|kan|kunnen|mag|mogen) lager|grotere (?:bewustwording|openheid|veiligheid|betrokkenheid|bekendheid)|beter voorkomen dan genezen|voorkomen is beter dan genezen|(?:kan|moet|mag|kon|kunnen|moeten)(?: het| dat| wij)?(?: altijd| nog)? beter',
  'altijd (?:bereikbaar|welkom|mogelijk|vertrouwelijk|aanspreekbaar|open|terecht|een luisterend oor)',
  '(?:wil|willen|wensen|vra(?:ag|agt|gen)|verdient|verdienen|mag|mogen|kan|kunnen|behoefte|ruimte|tijd|streven)(?: (?:om|aan|voor|naar|wij|wil|hij|zij))? meer (?:aandacht|openheid|ruimte|tijd|vertrouwen|begrip|kennis|uitleg|veiligheid|duidelijkheid|bewustzijn|samenwerking|transparantie|steun|vertellen|weten|doen)',
  `(?:in |is |was |als )?een van de (?:${abstract})`,
  '(?:neem|nam)(?:t|en)?(?: \\p{L}+){0,4} (?:eed|belofte|toets|verklaring|interviews?)(?: \\p{L}+){0,3} af',
  'niemandsland|allemansvriend|nergens voor nodig|alle begin is moeilijk|van de ene dag op de andere|veelzeggend|veelbelovend',
  'groei (?:en bloei|pijn|pijnen)|persoonlijke groei|lerend en groeiend|dalen en bergen|bergen en dalen|op peil',
  'sterk merk|zo goed mogelijk|regelmatig overleg|vast en regelmatig|regelmatige (?:controle|bespreking)|minimum(?:loon|eisen)|maximum(?:straf)?',
  'enig idee|enigszins|enig recht|enigerlei|enige tijd|als enige optie|niet in het minst',
  'een paar schoenen|het bruidspaar|paar en onpaar|geen haan kraait|alles op alles|alles in een',
  'laatste halfjaar|half jaar|halfjaarlijks|kwartaal|driejaarlijks\\p{L}*|tweejaarlijks\\p{L}*|vierjaarlijks\\p{L}*|driehoek\\p{L}*|tweegesprek\\p{L}*|tweestrijd|driegesprek\\p{L}*|vierkant\\p{L}*|zevenmijls\\p{L}*|achtbaan|tweeslachtig\\p{L}*|tweeling\\p{L}*|tweeledig\\p{L}*|eenduidig\\p{L}*',
);

/** Dutch: see {@link Lexicon}. */
export const dutch: Lexicon = {
  counting,
  numbers,
  comparisons,
  compound: new RegExp(
    `^(?:(?:een|${small}|${tens}|${large})(?:en)?){2,}(?:ste|de|tal|tallen|voud|voudig|voudige|maal|ling|lingen)?$` +
      `|^(?:${small}|${tens}|${large})(?:ste|de|tal|tallen|voud|voudig|voudige|voudigd|maal|ling|lingen|tjes|en|delig|delige)$` +
      '|^(?:ver)(?:dubbel|drievoudig|viervoudig|vijfvoudig|zesvoudig|tienvoudig|honderdvoudig|meervoudig|veelvoudig)\\p{L}*$' +
      '|^(?:ge)?halv(?:eer|er)\\p{L}*$|^(?:gehalveerd|halvering)\\p{L}*$' +
      '|^(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?:derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|honderdste)n?$' +
      '|^(?:kwart|half|drie)(?:deel|kwart)$|^zoveel(?:ste|voud)$|^\\p{L}*tigtal(?:len)?$|^[a-z]*tigste$',
    'u',
  ),
  changing:
    /^(?:ver(?:twee|drie|vier|tien)voudig\p{L}*|(?:be|ver)?gro(?:ot|ter)te?$|inkromp\p{L}*|ingekrompen|terugliep\p{L}*|opliep\p{L}*|omhoogging\p{L}*|omlaagging\p{L}*|afvlak\p{L}*|afgevlakt|aanzwel\p{L}*|aangezwollen|vermenigvuldig\p{L}*|uitdij\p{L}*|uitgedijd|verveelvoudig\p{L}*|gedecimeerd|decimeer\p{L}*)$/u,
  phrases:
    /(?<!\p{L})(?:voor het eerst|voor de (?:eerste|tweede|derde|zoveelste) keer|(?:jaar|keer|maal|maanden|jaren) op rij|nog niet eerder|niet eerder vertoond|zo goed als|op een na|een op de|de een na|een of twee|een van de|een van hen|een van onze|een van deze|stuk of|net zo|even (?:vaak|hoog|groot|lang|veel|klein|laag)|zo veel|zoveel|een (?:\p{L}+ ){0,2}aantal|(?:precies|exact|welgeteld) een|er (?:was|is|kwam|komt|bleef|blijft) maar een|om de andere|een (?:groot|klein|aanzienlijk|behoorlijk|fors) (?:deel|gedeelte)|het (?:grootste|overgrote|leeuwen|kleinste) ?deel|een deel van|een \p{L}+ (?:deel|gedeelte) van|een (?:\p{L}+ )?fractie|een meervoud aan|een hoop|(?:een|een halve|enkele|een paar) ton(?:nen)?|een per \p{L}+|de (?:rest|overige|overigen|bulk|massa|meerderheid|helft)|het gros|tal van|een (?:\p{L}+ )?(?:hoop|reeks|stapel|scala|rits|golf|tsunami|stroom|veelheid|handjevol) (?:aan |van )?\p{L}+|een (?:\p{L}+ )?(?:schare|legertje?|lawine|vloed|stortvloed|zee|berg|regen|hausse|horde|menigte|legioen|overvloed|sloot|trits|plukje|groepje)(?: aan| van)? \p{L}+|een heel stel|maar liefst|alleen maar|alle twee|alle drie|alle vier|de ene na de andere|om de (?:dag|week|maand)|op de kop af|in meervoud|groot aantal|klein aantal|op een hand te tellen|op de vingers van|dan ooit|ooit zo|te (?:veel|weinig)|hand over hand|over de hele linie)(?!\p{L})/gu,
  split: new RegExp(
    [
      String.raw`(?<!\p{L})(?:neemt|nemen|nam|namen)(?!\p{L})[^.;:]{0,80}(?<!\p{L})(?:toe|af)`,
      String.raw`(?<!\p{L})(?:liep|liepen|loopt|lopen|zakt|zakken|zakte|zakten)(?!\p{L})[^.;:]{0,80}(?<!\p{L})(?:op|terug|in)`,
      String.raw`(?<!\p{L})(?:ging|gingen|gaat|gaan|schoot|schoten|schiet|schieten|vloog|vlogen|liep|liepen|kwam|kwamen)(?!\p{L})[^.;:]{0,80}(?<!\p{L})(?:omhoog|omlaag|omhooggegaan|achteruit|door het dak|in elkaar|terug(?!\s+(?:naar|van)))`,
      String.raw`(?<!\p{L})stapel(?:t|en|de|den)(?!\p{L})[^.;:]{0,40}(?<!\p{L})op`,
    ]
      // What belongs to a verb ends its clause; before a noun it is a preposition.
      .map(
        (verb) =>
          `${verb}${String.raw`(?=\s*(?:[.,;:!?)]|$|(?:met|tot|naar|van|sinds|ten|en|maar|terwijl|tijdens|vergeleken|omdat|toen|tegenover|vorig|na|in (?:de loop|het jaar|dit jaar))(?!\p{L})))`}`,
      )
      .join('|'),
    'gu',
  ),
  rounding:
    /(?<!\p{L})(?:om en nabij|rond de|rond|tegen de|boven de|onder de|tot wel|meer dan|minder dan|zeker|pakweg|zo'n|zon|ruwweg|grofweg|plusminus|dik|goed voor)\s*$/u,
  idioms,
  upward:
    /(?<!\p{L})(?:meer|hoger|groter|langer|vaker|stijg\p{L}*|steeg|stegen|gestegen|toe(?:name|genomen|nam)|groei\p{L}*|gegroeid|omhoog)(?!\p{L})/u,
  downward:
    /(?<!\p{L})(?:minder|lager|kleiner|korter|zeldzamer|dal(?:ing|en|t|de|den)|gedaald|daalde?|af(?:name|genomen|nam)|krimp\p{L}*|kromp\p{L}*|gekrompen|omlaag|verminder\p{L}*)(?!\p{L})/u,
};
