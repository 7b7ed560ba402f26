/** A kind of incident in the fictional concern, with its internal and its public words. */
export interface IncidentTemplate {
  readonly category: string;
  readonly subcategory: string;
  readonly weight: number;
  /** As a unit registers it. */
  readonly description: string;
  readonly details: readonly string[];
  /** Public text where it was established. */
  readonly established: string;
  /** Public text where it was not: no guilt presumed. */
  readonly neutral: string;
  readonly measures: readonly string[];
  readonly settlement: string;
  readonly after?: string;
}

const info = 'Lekken, misbruiken en/of achterhouden van informatie';
const position = 'Misbruik positie en belangenverstrengeling';
const money = 'Financiële schendingen';
const talk = 'Ongepaste communicatie';
const conduct = 'Ongewenste omgangsvormen';
const resources = 'Misbruik van bedrijfsmiddelen of overtreding van interne regels';
const home = 'Misdragingen in de privésfeer';
const powers = 'Misbruik van bevoegdheden';

export const incidentTemplates: readonly IncidentTemplate[] = [
  {
    category: info,
    subcategory: 'Lekken van informatie (onbedoeld)',
    weight: 20,
    description: 'Bericht met gegevens van relaties naar een verkeerd adres gestuurd.',
    details: ['Zelf gemeld.', 'Gemerkt door de ontvanger.', 'Gemeld als datalek.'],
    established: 'Een medewerker stuurde een bericht met gegevens van relaties naar een verkeerd adres.',
    neutral: 'Er was een vraag over een bericht dat mogelijk bij een verkeerde ontvanger terechtkwam.',
    measures: ['Corrigerend gesprek', 'Voorlichting', 'Maatregel in het werkproces'],
    settlement:
      'De ontvanger heeft het bericht verwijderd. Het team werkt nu met een controle voor verzending.',
  },
  {
    category: info,
    subcategory: 'Lekken van informatie (verwijtbaar)',
    weight: 7,
    description: 'Vertrouwelijk stuk gedeeld met een bekende buiten de organisatie.',
    details: ['Ter voorbereiding van een gesprek.', 'Via een privéaccount.'],
    established: 'Een medewerker deelde een vertrouwelijk stuk met iemand buiten de organisatie.',
    neutral: 'Er was een signaal dat een vertrouwelijk stuk buiten de organisatie bekend was.',
    measures: ['Waarschuwing', 'Schriftelijke berisping', 'Aantekening of verslag in personeelsdossier'],
    settlement: 'De medewerker is gehoord en heeft een maatregel gekregen.',
  },
  {
    category: info,
    subcategory: 'Ongeoorloofd raadplegen van vertrouwelijke registers',
    weight: 6,
    description: 'Register geraadpleegd zonder dat het werk daarom vroeg.',
    details: ['Bleek uit een steekproef.', 'Gemeld door een collega.'],
    established: 'Een medewerker zocht gegevens op in een register zonder dat het werk daarom vroeg.',
    neutral: 'Er was een vraag over het raadplegen van een register.',
    measures: ['Waarschuwingsbrief', 'Corrigerend gesprek', 'Schriftelijke berisping'],
    settlement: 'De medewerker is aangesproken en de toegang tot het register is beperkt.',
  },
  {
    category: info,
    subcategory: 'Onzorgvuldig gebruik van informatiedragers',
    weight: 8,
    description: 'Werktelefoon of laptop achtergelaten in het openbaar vervoer.',
    details: ['Later teruggevonden.', 'Niet teruggevonden; op afstand gewist.'],
    established: 'Een medewerker liet een apparaat van het werk achter in het openbaar vervoer.',
    neutral: 'Een apparaat van het werk raakte zoek; onduidelijk is hoe.',
    measures: ['Corrigerend gesprek', 'Advies'],
    settlement:
      'Het apparaat is op afstand gewist. De medewerker heeft uitleg gekregen over veilig reizen met apparatuur.',
  },
  {
    category: talk,
    subcategory: 'Ongepaste meningsuiting',
    weight: 12,
    description: 'Uitlatingen op sociale media over eigen beleid, herkenbaar als medewerker.',
    details: ['Gemeld door een burger.', 'Opgemerkt door communicatie.'],
    established: 'Een medewerker liet zich herkenbaar als ambtenaar ongepast uit op sociale media.',
    neutral: 'Er was een signaal over een uiting op sociale media.',
    measures: ['Corrigerend gesprek', 'Advies', 'Waarschuwing'],
    settlement:
      'De leidinggevende heeft met de medewerker besproken waar de grens ligt; het bericht is verwijderd.',
  },
  {
    category: talk,
    subcategory: 'Ongepaste externe zakelijke contacten of communicatie',
    weight: 5,
    description: 'Toezegging aan een bedrijf buiten de afgesproken procedure om.',
    details: ['In een informeel gesprek.'],
    established: 'Een medewerker deed een toezegging aan een bedrijf buiten de afgesproken procedure om.',
    neutral: 'Er was een vraag over een gesprek met een bedrijf.',
    measures: ['Corrigerend gesprek', 'Maatregel in het werkproces'],
    settlement:
      'De toezegging is ingetrokken en gesprekken met bedrijven worden voortaan met zijn tweeën gevoerd.',
  },
  {
    category: conduct,
    subcategory: 'Intimidatie',
    weight: 9,
    description: 'Collega herhaaldelijk aangesproken op kleinerende toon.',
    details: ['Meerdere collega’s bevestigen dit.', 'Tijdens overleg.'],
    established: 'Een medewerker behandelde een collega herhaaldelijk kleinerend.',
    neutral: 'Er was een signaal over de omgang tussen collega’s.',
    measures: ['Waarschuwing', 'Bemiddeling', 'Schriftelijke berisping'],
    settlement: 'Er is een maatregel genomen en het team krijgt begeleiding.',
  },
  {
    category: conduct,
    subcategory: 'Seksuele intimidatie',
    weight: 6,
    description: 'Ongewenste opmerkingen en aanrakingen tijdens het werk.',
    details: ['Tijdens een dienstreis.', 'Op de werkplek.'],
    established: 'Een medewerker maakte ongewenste seksueel getinte opmerkingen tegen een collega.',
    neutral: 'Er was een signaal over ongewenste omgang.',
    measures: ['Schriftelijke berisping', 'Dienstverband beëindigd', 'Verplaatsing als straf'],
    settlement: 'Er is een maatregel genomen. De melder heeft nazorg gekregen.',
  },
  {
    category: conduct,
    subcategory: 'Discriminatie',
    weight: 4,
    description: 'Opmerkingen over afkomst van een collega.',
    details: ['In een groepsgesprek.'],
    established: 'Een medewerker maakte opmerkingen over de afkomst van een collega.',
    neutral: 'Er was een signaal over ongelijke behandeling.',
    measures: ['Waarschuwing', 'Schriftelijke berisping'],
    settlement: 'De medewerker heeft een maatregel gekregen en excuses aangeboden.',
  },
  {
    category: conduct,
    subcategory: 'Verbale en/of non-verbale agressie, geweld en pesten',
    weight: 5,
    description: 'Schreeuwen tegen een collega aan de balie.',
    details: [],
    established: 'Een medewerker schreeuwde tegen een collega.',
    neutral: 'Er was een signaal over een botsing tussen collega’s.',
    measures: ['Corrigerend gesprek', 'Waarschuwing'],
    settlement: 'De leidinggevende heeft met beiden gesproken; zij werken weer samen.',
  },
  {
    category: resources,
    subcategory: 'Niet volgen van procedures',
    weight: 14,
    description: 'Externe zonder aanmelding binnengelaten.',
    details: ['Ondanks een waarschuwing van de balie.', 'Bij een levering.'],
    established: 'Een medewerker liet een externe binnen zonder aanmelding.',
    neutral: 'Er was een vraag over de toegang tot een gebouw.',
    measures: ['Corrigerend gesprek', 'Voorlichting'],
    settlement: 'De medewerker is aangesproken; de regels bij de ingang zijn opnieuw uitgelegd.',
  },
  {
    category: resources,
    subcategory: 'Privégebruik van bedrijfsmiddelen',
    weight: 7,
    description: 'Dienstauto gebruikt voor privéritten.',
    details: ['Bleek uit de rittenadministratie.'],
    established:
      'Een medewerker gebruikte een dienstauto voor ritten die niets met het werk te maken hadden.',
    neutral: 'Er was een vraag over het gebruik van een dienstauto.',
    measures: ['Terugbetaling', 'Waarschuwing'],
    settlement: 'De medewerker heeft de kosten terugbetaald.',
    after: 'kosten teruggevorderd',
  },
  {
    category: resources,
    subcategory: 'Slordig omgaan met bedrijfsmiddelen',
    weight: 5,
    description: 'Gereedschap uitgeleend zonder registratie.',
    details: [],
    established: 'Een medewerker leende gereedschap uit zonder dat vast te leggen.',
    neutral: 'Gereedschap was zoek; onduidelijk is waar het bleef.',
    measures: ['Corrigerend gesprek', 'Maatregel in het werkproces'],
    settlement: 'Uitleen wordt voortaan vastgelegd.',
  },
  {
    category: position,
    subcategory: 'Niet melden van nevenactiviteiten',
    weight: 8,
    description: 'Nevenfunctie bij een adviesbureau niet opgegeven.',
    details: ['Gemeld door een collega.', 'Bleek bij een aanbesteding.'],
    established: 'Een medewerker had een nevenfunctie niet opgegeven.',
    neutral: 'Er was een vraag of een nevenfunctie was opgegeven.',
    measures: ['Advies', 'Waarschuwing', 'Corrigerend gesprek'],
    settlement: 'De nevenfunctie is alsnog opgegeven; er zijn afspraken gemaakt over het werk.',
  },
  {
    category: position,
    subcategory: 'Afwijken bij inkoop, inhuur of uitbesteding',
    weight: 5,
    description: 'Opdracht gegeven zonder vergelijking van aanbieders.',
    details: [],
    established: 'Een leidinggevende gaf een opdracht zonder aanbieders te vergelijken.',
    neutral: 'Er was een vraag over de gang van zaken bij een inkoop.',
    measures: ['Maatregel in het werkproces', 'Corrigerend gesprek', 'Schriftelijke berisping'],
    settlement: 'De opdracht is beëindigd en inkoop wordt door een tweede persoon bekeken.',
  },
  {
    category: position,
    subcategory: 'Aannemen van gunsten, giften of geschenken',
    weight: 4,
    description: 'Uitnodiging van een leverancier aangenomen zonder toestemming.',
    details: [],
    established: 'Een medewerker nam een uitnodiging van een leverancier aan zonder toestemming.',
    neutral: 'Er was een vraag over een uitnodiging van een leverancier.',
    measures: ['Advies', 'Corrigerend gesprek'],
    settlement: 'De kosten zijn alsnog zelf betaald en het team heeft de regels besproken.',
  },
  {
    category: money,
    subcategory: 'Onjuiste declaraties',
    weight: 7,
    description: 'Reiskosten gedeclareerd voor dagen waarop thuis is gewerkt.',
    details: ['Over een langere periode.', 'Zelf hersteld.'],
    established: 'Een medewerker declareerde reiskosten voor dagen waarop thuis werd gewerkt.',
    neutral: 'Er was een vraag over declaraties.',
    measures: ['Terugbetaling', 'Schriftelijke berisping', 'Dienstverband beëindigd'],
    settlement: 'Het bedrag is terugbetaald en er is een maatregel genomen.',
  },
  {
    category: money,
    subcategory: 'Diefstal of verduistering',
    weight: 5,
    description: 'Vermissing van apparatuur uit een magazijn.',
    details: ['Aangifte gedaan.'],
    established: 'Een externe nam apparatuur mee uit een magazijn.',
    neutral: 'Apparatuur verdween uit een magazijn; wie dat deed is niet vast te stellen.',
    measures: ['Inhuur of detachering beëindigd'],
    settlement: 'Er is aangifte gedaan en het magazijn is beter beveiligd.',
  },
  {
    category: home,
    subcategory: 'Andere misdrijven en overtredingen',
    weight: 4,
    description: 'Verdenking van een strafbaar feit buiten het werk.',
    details: [],
    established:
      'Een medewerker is veroordeeld voor een feit buiten het werk dat gevolgen heeft voor de functie.',
    neutral: 'Er was een signaal over een feit buiten het werk.',
    measures: ['Elders ingezet', 'Begeleiding naar werk buiten de organisatie'],
    settlement: 'De medewerker heeft andere taken gekregen.',
  },
  {
    category: powers,
    subcategory: 'Overschrijding van bevoegdheid',
    weight: 4,
    description: 'Besluit genomen zonder mandaat.',
    details: [],
    established: 'Een medewerker nam een besluit zonder daartoe bevoegd te zijn.',
    neutral: 'Er was een vraag over een bevoegdheid.',
    measures: ['Corrigerend gesprek', 'Maatregel in het werkproces'],
    settlement: 'Het besluit is hersteld en de mandaten zijn opnieuw uitgelegd.',
  },
];
