import { text } from '../../platform/language/text.ts';

/** What the pages on which one writes and reads back share. */
export const shared = {
  title: text('Wegwijzer', 'Signpost'),
  next: text('Verder', 'Go on'),
  back: text('Terug', 'Back'),
  skip: text('U mag dit overslaan.', 'You may skip this.'),
  wrongTitle: text('Er ging iets niet goed', 'Something did not go well'),
  busy: text('Even geduld …', 'One moment …'),
  withoutScriptTitle: text('Deze pagina heeft JavaScript nodig', 'This page needs JavaScript'),
  withoutScript: text(
    'Uw browser voert op deze pagina geen JavaScript uit, of is te oud. Op deze pagina wordt tekst in de browser versleuteld. Er is niets verstuurd. Het kan ook zonder JavaScript; dan versleutelt de server, en de pagina zegt wat dat scheelt.',
    'Your browser runs no JavaScript on this page, or is too old. On this page text is encrypted in the browser. Nothing was sent. It can be done without JavaScript too; then the server encrypts, and the page says what differs.',
  ),
  plainRoad: text('Verder zonder JavaScript', 'Go on without JavaScript'),
  desks: text('Bij wie u terechtkunt', 'To whom you can turn'),
  codeHint: text(
    'Zes groepen van vier tekens. Hoofdletters, spaties en streepjes maken niet uit.',
    'Six groups of four characters. Capitals, spaces and dashes do not matter.',
  ),
  newCode: text('Nieuwe code', 'New code'),
  lastGroup: text('Laatste groep van uw code (vier tekens)', 'Last group of your code (four characters)'),
  lastGroupWrong: text(
    'Dit is niet de laatste groep van uw code. Kijk waar u de code noteerde, of ga terug om haar nog eens te zien.',
    'This is not the last group of your code. Look where you noted the code, or go back to see it again.',
  ),
} as const;

/** What the scripts of both pages say. */
export const toldByScripts = {
  wrongTitle: shared.wrongTitle,
  lastGroupWrong: shared.lastGroupWrong,
  keysFalseTitle: text('Schrijf hier nu niets', 'Write nothing here now'),
  keysFalse: text(
    'De sleutels die deze site geeft zijn niet die van de organisatie. Uw tekst zou door een ander gelezen kunnen worden. Kies een van de andere wegen hieronder, en vertel een loket dat dit er staat.',
    'The keys that this site gives are not those of the organisation. Your text might be read by somebody else. Choose one of the other routes below, and tell a desk that this stands here.',
  ),
} as const;

/** The words of the page on which a report is written. */
export const writing = {
  heading: text('Een melding schrijven', 'Write a report'),
  lead: text(
    'U beantwoordt een paar vragen. Alleen de eerste twee moet u beantwoorden. Daarna ziet u alles nog eens terug. Pas met de laatste knop verstuurt u iets.',
    'You answer a few questions. Only the first two need an answer. Then you see everything once more. Only the last button sends anything.',
  ),
  before: [
    text(
      'Wat u typt blijft op deze pagina en wordt nergens bewaard. Sluit u de pagina of laadt u haar opnieuw, dan is uw tekst weg.',
      'What you type stays on this page and is kept nowhere. If you close or reload the page your text is gone.',
    ),
    text(
      'Uw melding wordt in uw browser versleuteld. Wie de site beheert of kopieert, kan de opgeslagen melding niet lezen. Wie de pagina zelf zou veranderen, zou wel kunnen meelezen terwijl u typt.',
      'Your report is encrypted in your browser. Whoever administers or copies the site cannot read the report that is stored. Whoever would alter the page itself could read along while you type.',
    ),
    text(
      'Uw browser onthoudt mogelijk dat u deze site bezocht, en uw netwerk kan het bezoek zien. De knop bovenaan verlaat deze pagina; zij wist uw geschiedenis niet.',
      'Your browser may remember that you visited this site, and your network may see the visit. The button at the top leaves this page; it does not erase your history.',
    ),
    text(
      'U krijgt een code. Alleen daarmee leest u een antwoord. Leg iets klaar om haar te noteren.',
      'You are given a code. Only with it you read an answer. Have something at hand to note it.',
    ),
  ],
  safe: text('Lees eerst hoe u veilig leest en schrijft', 'First read how to read and write safely'),
  start: text('Beginnen', 'Begin'),
  aboutTitle: text(
    'Gaat het over iemand die meldingen behandelt?',
    'Is it about somebody who handles reports?',
  ),
  aboutWhy: text(
    'Wie u hier aanwijst krijgt geen sleutel van uw melding, kan haar niet lezen en kan niet helpen haar voor een ander te openen.',
    'Whom you point out here gets no key to your report, cannot read it and cannot help to open it for another.',
  ),
  aboutNo: text('Nee', 'No'),
  aboutUnsure: text('Weet ik niet', 'I do not know'),
  aboutYes: text('Ja, over wie ik hieronder kies', 'Yes, about those I choose below'),
  aboutWhom: text('Om welke functie gaat het?', 'Which function is it?'),
  aboutMissing: text('Kies een antwoord.', 'Choose an answer.'),
  aboutWhomMissing: text('Kies minstens één functie.', 'Choose at least one function.'),
  stopTitle: text('Kies hiervoor een andere weg', 'Choose another route for this'),
  stop: text(
    'Zonder de mensen die u aanwees blijven er te weinig over om uw melding te lezen, of om haar te openen als een sleutel verloren raakt. Er is niets verstuurd. Hieronder staan de andere wegen.',
    'Without the people whom you pointed out too few are left to read your report, or to open it should a key be lost. Nothing was sent. The other routes stand below.',
  ),
  whatMissing: text('Vertel wat er gebeurt of is gebeurd.', 'Tell what happens or happened.'),
  tooLong: text(
    'Alles samen is te lang om te versturen. Maak het korter; de rest kunt u later met uw code sturen.',
    'All together is too long to send. Make it shorter; you can send the rest later with your code.',
  ),
  who: text('Wilt u zeggen wie u bent?', 'Do you want to say who you are?'),
  whoWhy: text(
    'U kiest zelf. Met uw naam kunnen de behandelaars u makkelijker beschermen en iets vragen. Zonder naam kan dat alleen met uw code.',
    'You choose. With your name the handlers can protect you and ask you more easily. Without a name that is possible by your code alone.',
  ),
  levels: {
    named: text(
      'Met mijn naam: wie de melding leest weet wie ik ben',
      'By my name: whoever reads the report knows who I am',
    ),
    confidential: text(
      'Vertrouwelijk: de behandelaars weten wie ik ben en zeggen het zonder mijn toestemming aan niemand',
      'Confidential: the handlers know who I am and tell nobody without my consent',
    ),
    anonymous: text(
      'Anoniem: niemand weet wie ik ben. Let op wat alleen u kunt weten',
      'Anonymous: nobody knows who I am. Mind what only you can know',
    ),
  },
  name: text('Uw naam', 'Your name'),
  contact: text('Hoe wij u kunnen bereiken', 'How we can reach you'),
  contactHint: text(
    'Mag leeg blijven: met uw code leest u alles. Dit adres staat alleen in uw melding; deze site stuurt er niets heen.',
    'May stay empty: by your code you read everything. This address stands in your report alone; this site sends nothing to it.',
  ),
  codeTitle: text('Noteer uw code', 'Note your code'),
  codeText: text(
    'Alleen met deze code leest u een antwoord en stuurt u er iets bij. Wij kunnen haar niet opzoeken of opnieuw geven. Schrijf haar op papier of zet haar in een wachtwoordkluis, en leg haar waar niemand anders kijkt. Op de volgende bladzijde typt u de laatste groep over.',
    'Only with this code you read an answer and add something. We cannot look it up or give it again. Write it on paper or keep it in a password manager, where nobody else looks. On the next page you type its last group.',
  ),
  codeLabel: text('Uw code', 'Your code'),
  codeMade: text('Er is een nieuwe code gemaakt.', 'A new code was made.'),
  checkTitle: text('Controleer en verstuur uw melding', 'Check and send your report'),
  checkText: text('Er is nog niets verstuurd.', 'Nothing was sent yet.'),
  readersTitle: text('Wie uw melding kan lezen', 'Who can read your report'),
  readersText: text(
    'Mensen met deze functies. Zij kunnen er later iemand bij betrekken die hiervoor een sleutel heeft.',
    'People with these functions. They can later bring in somebody who has a key for this.',
  ),
  excluded: text('Krijgt geen sleutel', 'Gets no key'),
  change: text('Wijzigen', 'Change'),
  nothing: text('niet ingevuld', 'not filled in'),
  seeCode: text('Code nog eens zien', 'See the code again'),
  send: text('Melding versturen', 'Send the report'),
  sending: text('Uw melding wordt versleuteld en verstuurd …', 'Your report is encrypted and sent …'),
  notSent: text(
    'Er is niets verstuurd. Uw tekst staat er nog. Probeer het opnieuw, of kies een andere weg.',
    'Nothing was sent. Your text is still there. Try again, or choose another route.',
  ),
  unsure: text(
    'De site gaf geen antwoord dat uw melding bevestigt. Uw tekst staat er nog. Verstuur haar opnieuw: ook als zij toch was aangekomen, komt zij maar één keer aan.',
    'The site gave no answer that confirms your report. Your text is still there. Send it again: even if it did arrive, it arrives once only.',
  ),
  closed: text(
    'Deze site neemt nu geen meldingen aan. Er is niets verstuurd. Uw tekst staat er nog. Kies een andere weg.',
    'This site takes no reports now. Nothing was sent. Your text is still there. Choose another route.',
  ),
  listReplaced: text(
    'Wie meldingen behandelt is zojuist gewijzigd. Er is niets verstuurd. Beantwoord deze vraag opnieuw; de rest van uw tekst staat er nog.',
    'Who handles reports was just changed. Nothing was sent. Answer this question again; the rest of your text is still there.',
  ),
  doneTitle: text('Uw melding is ontvangen', 'Your report was received'),
  done: text(
    'Ontvangen. Uw code is die u noteerde. Met die code leest u in het postvak of er een antwoord is.',
    'Received. Your code is the one that you noted. With it you read in the mailbox whether there is an answer.',
  ),
  doneEarlier: text(
    'Een eerdere versie van deze melding was al ontvangen. Uw code is die u noteerde. Wat u daarna wijzigde is niet verstuurd; stuur dat als bericht in het postvak.',
    'An earlier version of this report was received already. Your code is the one that you noted. What you changed since was not sent; send it as a message in the mailbox.',
  ),
  doneNext: text(
    'De wet vraagt de organisatie om binnen 7 dagen te bevestigen dat zij uw melding heeft, en binnen 3 maanden daarna te laten weten wat zij ermee doet. U krijgt geen bericht buiten het postvak om.',
    'The law asks the organisation to confirm within 7 days that it has your report, and to tell within 3 months after that what it does with it. You get no message outside the mailbox.',
  ),
  toMailbox: text('Naar het postvak', 'To the mailbox'),
  otherRoutes: text('De andere wegen blijven voor u open.', 'The other routes stay open to you.'),
} as const;

/** The open questions, in order; the first has to be answered. */
export const questions = [
  {
    id: 'wat',
    asks: text('Wat is er aan de hand?', 'What is the matter?'),
    why: text(
      'Vertel het in uw eigen woorden: wat er gebeurt of is gebeurd, en wie erbij betrokken zijn. Zo weten de behandelaars waar zij moeten kijken.',
      'Tell it in your own words: what happens or happened, and who is involved. So the handlers know where to look.',
    ),
  },
  {
    id: 'waar',
    asks: text('Waar gebeurt het?', 'Where does it happen?'),
    why: text('Een plaats, een afdeling of een systeem.', 'A place, a department or a system.'),
  },
  {
    id: 'wanneer',
    asks: text('Wanneer was het?', 'When was it?'),
    why: text(
      'Een dag of een jaar mag ook ongeveer. Gebeurt het nog steeds? Zeg dat erbij.',
      'A day or a year may be rough. Does it still go on? Say so.',
    ),
  },
  {
    id: 'hoe',
    asks: text('Hoe weet u dit?', 'How do you know this?'),
    why: text(
      'Zag u het zelf, of hoorde u het? Weten maar weinig mensen dit, dan kan dat naar u wijzen.',
      'Did you see it, or hear it? If few people know it, that may point to you.',
    ),
  },
  {
    id: 'bewijs',
    asks: text('Is er bewijs, en waar ligt het?', 'Is there evidence, and where is it?'),
    why: text(
      'Bestanden kunt u hier nog niet sturen. Noem wat er is en waar; bewaar wat u hebt, en haal niets waar u niet bij mag.',
      'You cannot send files here. Name what there is and where; keep what you have, and take nothing that you may not reach.',
    ),
  },
  {
    id: 'wens',
    asks: text('Wat wilt u dat er gebeurt?', 'What do you want to happen?'),
    why: text(
      'Zeg ook wat u níet wilt, bijvoorbeeld een gesprek met iemand erbij.',
      'Also say what you do not want, such as a talk with somebody present.',
    ),
  },
  {
    id: 'anderen',
    asks: text('Weten anderen hiervan?', 'Do others know of this?'),
    why: text(
      'Vertelde u het al aan iemand, of meldde u het al ergens? Wat gebeurde er toen?',
      'Did you tell anybody, or report it anywhere? What happened then?',
    ),
  },
] as const;
