import { text } from '../../platform/language/text.ts';

/** The words that the pages share. */
export const words = {
  /** The title of every page, with its number: it tells no subject. */
  title: text('Wegwijzer', 'Signpost'),
  sheet: text('Wegwijzer, blad', 'Signpost, sheet'),
  leave: text('Verlaat deze pagina', 'Leave this page'),
  leaveTo: text('gaat naar', 'goes to'),
  heading: text('Waar kunt u terecht?', 'Where can you turn?'),
  lead: text(
    'Kies wat het best past. U leest dan bij wie u terechtkunt, wat er gebeurt, wie het te weten komt en hoe u terug kunt. U legt hier niets vast.',
    'Choose what fits best. You then read to whom you can turn, what happens, who comes to know and how you can go back. You fix nothing here.',
  ),
  danger: text('Is er nu gevaar? Bel', 'Is there danger now? Call'),
  channelClosed: text('Schrijven kan hier niet', 'You cannot write here'),
  channelOpen: text('U kunt hier schrijven', 'You can write here'),
  channelOpenText: text(
    'U kunt op deze site een melding schrijven, met of zonder uw naam.',
    'You can write a signal on this site, with or without your name.',
  ),
  channelGo: text('Een melding schrijven', 'Write a signal'),
  situations: text('Wat is er aan de hand?', 'What is the matter?'),
  unsure: text('Weet u het niet?', 'Do you not know?'),
  unsureText: text('Beantwoord een paar vragen', 'Answer a few questions'),
  safeLink: text(
    'Veilig lezen: telefoon, netwerk en geschiedenis',
    'Reading safely: phone, network and history',
  ),
  outsideLink: text(
    'Buiten de organisatie terecht: politie, Huis en andere instanties',
    'Turning outside the organisation: police, Huis and other authorities',
  ),
  desks: text('Bij wie u terechtkunt', 'To whom you can turn'),
  noDesk: text('Er staat hier geen loket', 'No desk is named here'),
  independent: text('Hoort niet bij de organisatie.', 'Is not part of the organisation.'),
  noWay: text(
    'Hoe u dit loket bereikt, staat hier niet. Zoek het op intranet, of vraag een vakbond of de bedrijfsarts. U kunt ook een weg buiten de organisatie kiezen.',
    'How to reach this desk is not said here. Look on the intranet, or ask a union or the occupational physician. You can also choose a route outside the organisation.',
  ),
  promises: text('Eigen regels van de organisatie', 'Rules of the organisation itself'),
  knowsHere: text('Wie het te weten komt', 'Who comes to know'),
  happens: text('Wat er gebeurt', 'What happens'),
  protection: text('Hoe u beschermd bent', 'How you are protected'),
  notFor: text('Waarvoor dit niet is', 'What this is not for'),
  insteadTo: text('Ga dan naar', 'Then go to'),
  wayBack: text('Terug kunnen', 'Going back'),
  onwards: text('Verder', 'Further'),
  toStart: text('Terug naar alle situaties', 'Back to all situations'),
  toQuestion: text('Terug naar de vorige vraag', 'Back to the question before'),
  outsideShort: text(
    'Altijd mogelijk: een instantie buiten de organisatie',
    'Always possible: an authority outside the organisation',
  ),
  huisShort: text(
    'advies over melden, gratis en vertrouwelijk',
    'advice about reporting, free and in confidence',
  ),
  outsideAll: text('Alle instanties buiten de organisatie', 'All authorities outside the organisation'),
  desksUnknown: text(
    'De loketten van de organisatie zijn nu niet te tonen',
    'The desks of the organisation cannot be shown now',
  ),
  desksUnknownText: text(
    'Dat ligt niet aan u. Probeer het over een paar minuten opnieuw. Buiten de organisatie kunt u hier terecht.',
    'That is not up to you. Try again in a few minutes. Outside the organisation you can turn here.',
  ),
  outsideTitle: text('Buiten de organisatie', 'Outside the organisation'),
  outsideLead: text(
    'U mag een misstand altijd melden bij een instantie buiten de organisatie. U hoeft dat niet eerst in de organisatie te doen.',
    'You may always report wrongdoing to an authority outside the organisation. You need not do so inside the organisation first.',
  ),
  police: text('Gevaar of een misdrijf', 'Danger or a crime'),
  huis: text('Huis voor Klokkenluiders', 'Whistleblowers Authority (Huis voor Klokkenluiders)'),
  huisAdvice: text(
    'De afdeling Advies helpt u bedenken wat u doet. Dat is gratis en vertrouwelijk, en uw werkgever hoort er niets van. (Wbk, artikel 3a)',
    'The advice department helps you think about what to do. That is free and in confidence, and your employer hears nothing of it. (Wbk, article 3a)',
  ),
  huisInquiry: text(
    'De afdeling Onderzoek kan de misstand onderzoeken, en ook hoe u na een melding bent behandeld. Zij werkt los van de afdeling Advies.',
    'The investigation department can look into the wrongdoing, and into how you were treated after a signal. It works apart from the advice department.',
  ),
  huisTerm: text(
    'Na een verzoek hoort u {term} of het Huis gaat onderzoeken.',
    'After a request you hear {term} whether it will investigate.',
  ),
  authorities: text('Instanties die meldingen ontvangen', 'Authorities that receive signals'),
  authoritiesText: text(
    'De wet wijst deze instanties aan, elk voor een eigen gebied (Wbk, artikel 2c). Past uw melding nergens, of weet u het niet? Vraag het Huis. Het weet ook of er inmiddels instanties bij zijn gekomen.',
    'The law designates these authorities, each for a field of its own (Wbk, article 2c). Does your signal fit nowhere, or do you not know? Ask the Huis. It also knows whether authorities were added meanwhile.',
  ),
  outsideAcknowledge: text('U krijgt {term} een bevestiging.', 'You get a confirmation {term}.'),
  outsideInform: text(
    'U hoort {term} na ontvangst wat er gebeurt. Dat kan één keer 3 maanden langer duren.',
    'You hear {term} after receipt what happens. That can take 3 months longer once.',
  ),
  outsideForward: text(
    'Hoort uw melding ergens anders, dan stuurt de instantie haar alleen door als u dat goed vindt.',
    'If your signal belongs elsewhere the authority passes it on only if you agree.',
  ),
  public: text('Naar buiten treden', 'Going public'),
  publicText: text(
    'Naar de pers gaan is alleen onder voorwaarden beschermd (Wbk, artikel 17ea). Vraag eerst advies. Een afspraak dat u moet zwijgen over een misstand is niet geldig (Wbk, artikel 17h).',
    'Going to the press is protected under conditions only (Wbk, article 17ea). Ask for advice first. An agreement that you must keep silent about wrongdoing is void (Wbk, article 17h).',
  ),
  otherRoutes: text('Andere wegen', 'Other routes'),
  ombudsmanText: text(
    'Klaagde u al en bent u niet tevreden?',
    'Did you complain already and are you not satisfied?',
  ),
  fits: text('Dit past waarschijnlijk bij u', 'This probably fits'),
  why: text('Waarom', 'Why'),
  goThere: text('Lees bij wie u terechtkunt', 'Read to whom you can turn'),
  otherwise: text('Past het niet?', 'Does it not fit?'),
  link: text('opent een andere site', 'opens another site'),
} as const;
