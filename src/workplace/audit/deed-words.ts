import { roleNamed, roleWords } from '../../organisation/people/role-words.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { seenText } from '../../platform/language/unseen-characters.ts';

/** What each deed and question is called in the trail, as a sentence without its subject. */
const words: Readonly<Record<string, Text>> = {
  'organisation.describe': text('beschreef de organisatie', 'described the organisation'),
  'organisation.structure': text('bekeek de indeling', 'looked at the structure'),
  'organisation.person-of-mail': text('zocht een e-mailadres op', 'looked up a mail address'),
  'organisation.add-person': text('voegde een persoon toe', 'added a person'),
  'organisation.appoint': text('gaf een rol', 'gave a role'),
  'organisation.end-appointment': text('beëindigde een rol', 'ended a role'),
  'organisation.keep-search': text('zocht mensen', 'searched people'),
  'organisation.kept-search': text('bekeek een zoekvraag', 'looked at a search'),
  'organisation.search-people': text('zocht mensen', 'searched people'),
  'organisation.person': text('bekeek de gegevens van een persoon', 'looked at the details of a person'),
  'organisation.change-contact': text('wijzigde naam of adres', 'changed name or address'),
  'organisation.propose-appointment': text('gaf een rol of stelde die voor', 'gave or proposed a role'),
  'organisation.proposals': text('bekeek voorstellen', 'looked at proposals'),
  'organisation.decide-proposal': text('besliste over een voorstel', 'decided about a proposal'),
  'records.exclude': text('sloot iemand uit van een registratie', 'excluded somebody from a record'),
  'records.end-exclusion': text('beëindigde een uitsluiting', 'ended an exclusion'),
  'records.exclusions': text('bekeek wie is uitgesloten', 'looked who is excluded'),
  'organisation.person-known-as': text('zocht een nummer of adres op', 'looked up a number or address'),
  'organisation.open-work': text('bekeek werk dat nog van niemand is', 'looked at work that is nobody’s yet'),
  'organisation.receivers': text('keek wie werk kan overnemen', 'looked who can take work over'),
  'organisation.give-open-work': text('gaf werk dat nog van niemand was', 'gave work that was nobody’s yet'),
  'organisation.settle-who-left': text('legde vast wie uit dienst is', 'recorded who left'),
  'organisation.record-certificate': text('legde een certificaat vast', 'recorded a certificate'),
  'organisation.certificates': text('bekeek certificaten', 'looked at certificates'),
  'organisation.certificate-warnings': text(
    'keek welke certificaten aflopen',
    'looked which certificates end',
  ),
  'organisation.profile': text('legde het profiel vast', 'recorded the profile'),
  'organisation.profile-history': text(
    'bekeek de versies van het profiel',
    'looked at the versions of the profile',
  ),
  'organisation.try-code-change': text('bekeek een wijziging vooraf', 'looked at a change beforehand'),
  'organisation.rows-with-code': text('telde rijen met een code', 'counted rows with a code'),
  'organisation.change-codes': text('wijzigde een codelijst', 'changed a code list'),
  'organisation.try-profile-part': text('bekeek een wijziging vooraf', 'looked at a change beforehand'),
  'organisation.change-profile-part': text(
    'wijzigde teksten, namen of feestdagen',
    'changed texts, names or holidays',
  ),
  'organisation.undo-profile': text('maakte een wijziging ongedaan', 'undid a change'),
  'organisation.change-thresholds': text(
    'wijzigde drempels of stelde die voor',
    'changed or proposed thresholds',
  ),
  'organisation.thresholds-need-another': text(
    'keek of een ander drempels goedkeurt',
    'looked whether another approves thresholds',
  ),
  'organisation.decide-thresholds': text('besliste over drempels', 'decided about thresholds'),
  'organisation.waiting-thresholds': text('bekeek voorgestelde drempels', 'looked at proposed thresholds'),
  'identity.keep-post': text(
    'bewaarde een formulier na afloop van de sessie',
    'kept a form after the session ended',
  ),
  'organisation.kept-post': text('haalde een bewaard formulier op', 'took up a kept form'),
  'organisation.keep-text': text('bewaarde een concept of zoekvraag', 'kept a draft or search'),
  'organisation.kept-text': text('haalde een concept of zoekvraag op', 'took up a draft or search'),
  'organisation.own-drafts': text('bekeek de eigen concepten', 'looked at the own drafts'),
  'organisation.drop-draft': text('ruimde een concept op', 'let a draft go'),
  'organisation.keep-view': text('bewaarde een lijst onder een naam', 'saved a list under a name'),
  'organisation.own-views': text('bekeek de eigen bewaarde lijsten', 'looked at the own saved lists'),
  'organisation.drop-view': text('haalde een bewaarde lijst weg', 'removed a saved list'),
  'organisation.propose-retention': text('stelde bewaartermijnen voor', 'proposed retention terms'),
  'organisation.decide-retention': text('besliste over bewaartermijnen', 'decided about retention terms'),
  'organisation.waiting-retention': text(
    'bekeek voorgestelde bewaartermijnen',
    'looked at proposed retention terms',
  ),
  'organisation.retention-terms': text('bekeek bewaartermijnen', 'looked at retention terms'),
  'organisation.propose-export-all': text(
    'stelde een export van alle registers voor',
    'proposed an export of all registers',
  ),
  'organisation.decide-export-all': text(
    'besliste over een export van alle registers',
    'decided about an export of all registers',
  ),
  'organisation.waiting-export-all': text('bekeek voorgestelde exporten', 'looked at proposed exports'),
  'organisation.export-approval': text(
    'zocht de goedkeuring van een export op',
    'looked up the approval of an export',
  ),
  'organisation.use-export-approval': text(
    'gebruikte de goedkeuring van een export van alle registers',
    'used the approval of an export of all registers',
  ),
  'organisation.consents': text(
    'bekeek instemmingen van de ondernemingsraad',
    'looked at consents of the works council',
  ),
  'organisation.record-consent': text(
    'legde instemming van de ondernemingsraad vast',
    'recorded consent of the works council',
  ),
  'organisation.end-consent': text(
    'beëindigde een instemming van de ondernemingsraad',
    'ended a consent of the works council',
  ),
  'organisation.contents': text('keek wat de organisatie bevat', 'looked at what the organisation holds'),
  'organisation.name': text('las de naam van de organisatie', 'read the name of the organisation'),
  'people.import': text('las een lijst van mensen', 'read a list of people'),
  'people.bring': text('bood een lijst van mensen aan', 'brought in a list of people'),
  'people.read-again': text('las een lijst van mensen opnieuw', 'read a list of people again'),
  'people.apply': text('voerde een lijst van mensen door', 'applied a list of people'),
  'people.drop': text('deed een lijst van mensen weg', 'took a list of people away'),
  'people.add-employment': text('voegde een dienstverband toe', 'added an employment'),
  'people.change-employment': text('wijzigde een dienstverband', 'changed an employment'),
  'people.employment-history': text(
    'bekeek de geschiedenis van een dienstverband',
    'looked at the history of an employment',
  ),
  'people.employment': text('bekeek een dienstverband', 'looked at an employment'),
  'people.lists': text('bekeek lijsten van mensen', 'looked at lists of people'),
  'people.differences': text(
    'bekeek wat een lijst van mensen wijzigt',
    'looked at what a list of people changes',
  ),
  'figures.inputs': text('berekende cijfers', 'computed figures'),
  'figures.report': text('maakte een verslag', 'made a report'),
  'figures.rows': text('volgde een cijfer naar de rijen', 'followed a figure to its rows'),
  'figures.basis-reasons': text('legde vast waarom cijfers verschillen', 'recorded why figures differ'),
  'flags.counts': text('telde twijfels', 'counted doubts'),
  'registers.place-export': text('schreef bestanden uit de registers', 'wrote files from the registers'),
  'imports.list': text('bekeek wat is ingelezen', 'looked at what was imported'),
  'imports.undo': text('nam een inlezing terug', 'took an import back'),
  'calls.open': text('opende de uitvraag', 'opened the annual call'),
  'calls.extend': text('verlengde de termijn van een uitvraag', 'extended the term of a call'),
  'calls.reopen': text('heropende een opgave', 'reopened a return'),
  'calls.before-opening': text('bereidde een uitvraag voor', 'prepared a call'),
  'calls.overview': text('bekeek de stand van de uitvraag', 'looked at the state of the call'),
  'calls.people': text('keek wie kan antwoorden', 'looked who can answer'),
  'calls.return': text('bekeek een opgave', 'looked at a return'),
  'calls.save-answers': text('vulde een opgave in', 'filled in a return'),
  'calls.compare-answers': text(
    'keek wat een ingevulde werkmap zou wijzigen',
    'looked what a filled workbook would change',
  ),
  'calls.compare-part': text(
    'keek wat een ingevulde werkmap zou wijzigen in doorgegeven vragen',
    'looked what a filled workbook would change in questions handed on',
  ),
  'calls.sign': text('ondertekende een opgave', 'signed a return'),
  'calls.delegate': text('gaf vragen van een opgave door', 'handed questions of a return on'),
  'calls.withdraw-delegation': text(
    'haalde doorgegeven vragen terug',
    'took questions back that were handed on',
  ),
  'calls.delegations': text(
    'keek wat van een opgave is doorgegeven',
    'looked what of a return was handed on',
  ),
  'calls.take-over': text('nam antwoorden over die een ander gaf', 'took over answers that another gave'),
  'calls.account-to-ask': text(
    'zocht een account om vragen aan door te geven',
    'looked for an account to hand questions to',
  ),
  'calls.open-link': text(
    'opende doorgegeven vragen met link en code',
    'opened questions with link and code',
  ),
  'calls.leave-link': text('sloot doorgegeven vragen af', 'left questions that were handed on'),
  'calls.delegated-part': text('bekeek doorgegeven vragen', 'looked at questions that were handed on'),
  'calls.part-beside': text(
    'bekeek wat naast doorgegeven vragen staat',
    'looked at what stands beside questions that were handed on',
  ),
  'calls.save-delegated': text('vulde doorgegeven vragen in', 'filled in questions that were handed on'),
  'calls.hand-in': text(
    'stuurde antwoorden op doorgegeven vragen in',
    'handed in answers to questions that were handed on',
  ),
  'calls.own-parts': text('keek welke vragen zijn doorgegeven', 'looked which questions were handed on'),
  'imports.keep-file': text('bood een bestand aan om in te lezen', 'brought in a file to be read'),
  'imports.kept-files': text('bekeek aangeboden bestanden', 'looked at files brought in'),
  'imports.kept-content': text('haalde een aangeboden bestand op', 'took up a file brought in'),
  'imports.begin-file': text('liet een aangeboden bestand bekijken', 'had a file brought in looked at'),
  'imports.note-file': text('legde vast wat in een bestand is gevonden', 'noted what was found in a file'),
  'imports.answer-file': text('beantwoordde vragen over een bestand', 'answered questions about a file'),
  'imports.drop-file': text('deed een aangeboden bestand weg', 'took a file brought in away'),
  'reports.start': text('begon een verslag', 'began a report'),
  'reports.stop': text('stopte met een verslag', 'stopped with a report'),
  'reports.list': text('bekeek de verslagen', 'looked at the reports'),
  'reports.read': text('bekeek een verslag', 'looked at a report'),
  'reports.write': text('schreef aan een verslag', 'wrote in a report'),
  'reports.write-head': text('wijzigde titel of jaren van een verslag', 'changed title or years of a report'),
  'reports.add-block': text('voegde een blok toe aan een verslag', 'added a block to a report'),
  'reports.move-block': text('verplaatste een blok in een verslag', 'moved a block in a report'),
  'reports.remove-block': text('haalde een blok uit een verslag', 'took a block out of a report'),
  'reports.restore-block': text('zette een blok terug in een verslag', 'put a block back into a report'),
  'reports.block-history': text('bekeek eerdere teksten van een blok', 'looked at earlier texts of a block'),
  'reports.removed-blocks': text('bekeek weggehaalde blokken', 'looked at blocks that were taken out'),
  'reports.request-reading': text('liet een leesversie maken', 'had a reading version made'),
  'reports.ask-figures': text(
    'liet de cijfers van een verslag berekenen',
    'had the figures of a report computed',
  ),
  'reports.store-reading': text('bewaarde een leesversie', 'stored a reading version'),
  'reports.fail-reading': text('kon een leesversie niet maken', 'could not make a reading version'),
  'reports.fail-publishing': text('kon een verslag niet publiceren', 'could not publish a report'),
  'reports.to-publish': text(
    'las een getekende leesversie om te publiceren',
    'read a signed reading version to publish it',
  ),
  'reports.reading': text('las een leesversie', 'read a reading version'),
  'reports.paper': text('haalde een leesversie als PDF op', 'fetched a reading version as PDF'),
  'reports.decide': text('liet een waarschuwing bij een verslag staan', 'left a warning of a report'),
  'reports.reopen': text(
    'opende een waarschuwing bij een verslag weer',
    'opened a warning of a report again',
  ),
  'reports.ask-reader': text('vroeg iemand een verslag te lezen', 'asked somebody to read a report'),
  'reports.end-reader': text('liet iemand een verslag niet meer lezen', 'let somebody read a report no more'),
  'reports.readers-to-ask': text('zocht wie een verslag kan lezen', 'searched who can read a report'),
  'reports.remark': text('maakte een opmerking bij een verslag', 'made a remark on a report'),
  'reports.answer-remark': text(
    'beantwoordde een opmerking bij een verslag',
    'answered a remark on a report',
  ),
  'reports.seen': text('zag een leesversie', 'saw a reading version'),
  'reports.finish-reading': text('rondde het lezen van een verslag af', 'finished reading a report'),
  'reports.send-back': text('stuurde een verslag terug', 'sent a report back'),
  'reports.sign': text('tekende een verslag', 'signed a report'),
  'reports.record-paper': text('voerde een handtekening op papier in', 'entered a signature on paper'),
  'reports.confirm-paper': text('bevestigde een handtekening op papier', 'confirmed a signature on paper'),
  'reports.embargo': text('stelde een embargo in', 'set an embargo'),
  'reports.lift-embargo': text('hief een embargo op', 'lifted an embargo'),
  'reports.publish': text('vroeg een verslag te publiceren', 'asked to publish a report'),
  'calls.answer': text('legde antwoorden op de uitvraag vast', 'recorded answers to the annual call'),
  'example.step': text('zette een voorbeeld klaar', 'loaded an example'),
  'example.people': text('zette mensen van een voorbeeld klaar', 'loaded people of an example'),
  'example.progress': text('keek hoe ver een voorbeeld is', 'looked how far an example is'),
  'publication.summaries': text('legde openbare samenvattingen vast', 'recorded public summaries'),
  'publication.publish': text('publiceerde een verslag', 'published a report'),
  'publication.request': text('vroeg om publicatie van een verslag', 'asked to publish a report'),
  'publication.note': text('plaatste een toelichting bij een verslag', 'placed a note at a report'),
  'publication.frozen': text('rekende een verslag na', 'computed a report again'),
  'publication.known': text('las wat eerder is gepubliceerd', 'read what was published before'),
  'publication.read': text('las een verslag', 'read a report'),
  'statement.incidents': text('maakte een opgave van incidenten', 'made a statement of incidents'),
  'statement.recorded': text('bekeek gedane opgaven', 'looked at statements'),
  'statement.record': text('legde een opgave vast', 'recorded a statement'),
  'identity.sign-in': text('vulde een verkeerd wachtwoord in', 'filled in a wrong password'),
  'identity.password-accepted': text('vulde het wachtwoord in', 'filled in the password'),
  'identity.second-factor': text('vulde de code in', 'filled in the code'),
  'identity.sign-out': text('meldde zich af', 'signed out'),
  'identity.end-own-session': text('meldde zich elders af', 'signed out elsewhere'),
  'identity.continue-as': text('ging verder als verzonnen persoon', 'went on as an invented person'),
  'identity.accept-invitation': text('gebruikte een uitnodiging', 'used an invitation'),
  'identity.activate': text('nam een account in gebruik', 'took an account into use'),
  'identity.decide-first-administrator': text(
    'besliste over de andere beheerder',
    'decided about the other administrator',
  ),
  'identity.new-recovery-codes': text('maakte nieuwe herstelcodes', 'made new recovery codes'),
  'identity.change-password': text('wijzigde het wachtwoord', 'changed the password'),
  'identity.confirm-presence': text('liet opnieuw zien er zelf te zijn', 'showed anew to be there'),
  'identity.passkey-challenge': text('begon met een passkey', 'began with a passkey'),
  'identity.passkey-sign-in': text('meldde zich aan met een passkey', 'signed in with a passkey'),
  'identity.passkey-confirm': text(
    'liet met een passkey zien er zelf te zijn',
    'showed to be there with a passkey',
  ),
  'identity.passkey-add': text('voegde een passkey toe', 'added a passkey'),
  'identity.passkey-remove': text('verwijderde een passkey', 'removed a passkey'),
  'identity.make-token': text('maakte een toegangssleutel', 'made an access token'),
  'identity.revoke-token': text('trok een toegangssleutel in', 'revoked an access token'),
  'identity.use-token': text('gebruikte een toegangssleutel', 'used an access token'),
  'identity.provider-sign-in': text('meldde zich elders aan', 'signed in by the provider'),
  'identity.provider-accept-invitation': text(
    'gebruikte een uitnodiging door zich elders aan te melden',
    'used an invitation by signing in by the provider',
  ),
  'identity.provider-begin': text('ging naar de aanmelddienst', 'went to the sign-in provider'),
  'identity.provider-begin-invited': text(
    'ging met een uitnodiging naar de aanmelddienst',
    'went to the sign-in provider with an invitation',
  ),
  'identity.provider-leave': text('ging naar de aanmelddienst', 'went to the sign-in provider'),
  'identity.provider-take': text('kwam terug van de aanmelddienst', 'came back from the sign-in provider'),
  'identity.provider-refused': text(
    'kwam zonder goed antwoord terug van de aanmelddienst',
    'came back from the sign-in provider without a right answer',
  ),
  'identity.provider-confirm': text(
    'liet bij de aanmelddienst zien er zelf te zijn',
    'showed to be there at the sign-in provider',
  ),
  'identity.provider-link': text('koppelde de aanmelddienst', 'linked the sign-in provider'),
  'identity.provider-unlink': text('ontkoppelde de aanmelddienst', 'unlinked the sign-in provider'),
  'identity.record-provider': text('stelde de aanmelddienst in', 'set the sign-in provider'),
  'identity.remove-provider': text('nam de aanmelddienst weg', 'removed the sign-in provider'),
  'identity.try-provider': text('testte de aanmelddienst', 'tried the sign-in provider'),
  'identity.decide-provider': text('besliste over de aanmelddienst', 'decided about the sign-in provider'),
  'identity.providers': text('bekeek de aanmelddienst', 'looked at the sign-in provider'),
  'identity.reseal': text('verzegelde geheimen opnieuw', 'sealed secrets anew'),
  'identity.invite': text('nodigde iemand uit', 'invited somebody'),
  'identity.make-link-code': text('maakte de code bij een uitnodiging', 'made the code of an invitation'),
  'identity.end-account': text('beëindigde een account', 'ended an account'),
  'access.holders': text('bekeek wie een rol heeft', 'looked who has a role'),
  'access.roles-of': text('bekeek welke rollen iemand heeft', 'looked which roles somebody has'),
  'access.reviews': text('bekeek de controles van rollen', 'looked at the reviews of roles'),
  'access.sign-review': text('ondertekende de controle van een rol', 'signed the review of a role'),
  'audit.read': text('las de vastlegging', 'read the audit trail'),
  'audit.export': text('nam de vastlegging als bestand mee', 'took the audit trail along as a file'),
  'audit.link': text('reeg de vastlegging aaneen', 'linked the audit trail'),
  'audit.seal': text('verzegelde rijen van registers', 'sealed rows of registers'),
  'audit.seals': text('controleerde zegels van registers', 'checked seals of registers'),
  'audit.seal-hashes': text('controleerde zegels van registers', 'checked seals of registers'),
  'audit.sealed-tables': text('controleerde zegels van registers', 'checked seals of registers'),
  'audit.row-digests': text('controleerde zegels van registers', 'checked seals of registers'),
  'audit.chain-begin': text('controleerde de vastlegging', 'checked the audit trail'),
  'audit.close-years': text('sloot een jaar van de vastlegging af', 'closed a year of the audit trail'),
  'audit.chain-head': text('controleerde de vastlegging', 'checked the audit trail'),
  'audit.parts': text('controleerde de vastlegging', 'checked the audit trail'),
  'audit.links': text('controleerde de vastlegging', 'checked the audit trail'),
  'audit.rows-outside-chain': text('controleerde de vastlegging', 'checked the audit trail'),
  'audit.who-looked': text('bekeek wie naar de eigen gegevens keek', 'looked who looked at the own data'),
  'printed-figures.import': text('las in: gedrukte cijfers', 'imported: printed figures'),
  'printed-figures.facts': text('vergeleek gedrukte cijfers', 'compared printed figures'),
  'printed-figures.export': text(
    'nam mee als bestand: gedrukte cijfers',
    'took along as a file: printed figures',
  ),
  'jobs.take': text('nam een taak', 'took a job'),
  'jobs.hold': text('hield een taak vast', 'held a job'),
  'jobs.finish': text('deed een taak', 'did a job'),
  'jobs.fail': text('meldde dat een taak mislukte', 'told that a job failed'),
  'jobs.list': text('bekeek de taken', 'looked at the jobs'),
  'mail.settings': text('bekeek de instellingen van post', 'looked at the settings of mail'),
  'mail.used': text('bekeek de instellingen van post', 'looked at the settings of mail'),
  'mail.record-settings': text('stelde in hoe post uitgaat', 'set how mail goes out'),
  'mail.end-settings': text('zette de post uit', 'turned mail off'),
  'mail.take': text('nam post om te versturen', 'took mail to send'),
  'mail.settle': text('legde vast dat post niet is bezorgd', 'recorded that mail was not delivered'),
  'mail.renew-secret': text('vernieuwde het geheim van de post', 'renewed the secret of mail'),
  'mail.reseal': text('verzegelde het geheim van de post opnieuw', 'sealed the secret of mail again'),
  'mail.test': text('verstuurde een testbericht', 'sent a test message'),
  'mail.tests': text('bekeek testberichten', 'looked at test messages'),
  'mail.digest-readers': text('keek wie bericht krijgt', 'looked who is told'),
  'mail.digest-reader': text('keek waarheen bericht gaat', 'looked where a message goes'),
  'mail.queue-digests': text('zette dagberichten klaar', 'made daily messages ready'),
  'mail.own-choice': text('bekeek de eigen keuze voor berichten', 'looked at the own choice of messages'),
  'mail.choose-digest': text('koos hoe vaak er bericht komt', 'chose how often a message comes'),
  'health.facts': text('bekeek de gezondheid', 'looked at the health'),
  'health.note': text('legde een reservekopie of oefening vast', 'recorded a backup or drill'),
  'health.note-chain': text('rekende de keten van de vastlegging na', 'checked the chain of the trail'),
  'health.keep-lights': text('meldde wat op rood ging', 'told what turned red'),
  'program.state': text('bekeek de toestand', 'looked at the state'),
};

/** What is done with a register, by the end of the name of the deed. */
const ofRegister: Readonly<Record<string, Text>> = {
  import: text('las in: {register}', 'imported: {register}'),
  facts: text('telde voor cijfers: {register}', 'counted for figures: {register}'),
  export: text('nam mee als bestand: {register}', 'took along as a file: {register}'),
  list: text('bekeek een lijst: {register}', 'looked at a list: {register}'),
  count: text('telde een lijst: {register}', 'counted a list: {register}'),
  'take-list': text('nam een lijst mee als bestand: {register}', 'took a list along as a file: {register}'),
  'choose-set': text(
    'koos registraties om samen te wijzigen: {register}',
    'chose records to change together: {register}',
  ),
  'describe-set': text('zei wat samen wijzigt: {register}', 'said what changes together: {register}'),
  'leave-out': text(
    'liet registraties buiten een wijziging: {register}',
    'left records out of a change: {register}',
  ),
  set: text(
    'bekeek een wijziging van veel registraties: {register}',
    'looked at a change of many records: {register}',
  ),
  'set-rows': text('bekeek wat samen wijzigt: {register}', 'looked at what changes together: {register}'),
  'change-set': text(
    'wijzigde veel registraties tegelijk: {register}',
    'changed many records at once: {register}',
  ),
  'undo-set': text(
    'maakte een wijziging van veel registraties ongedaan: {register}',
    'undid a change of many records: {register}',
  ),
  record: text('bekeek een registratie: {register}', 'looked at a record: {register}'),
  history: text('bekeek de geschiedenis: {register}', 'looked at the history: {register}'),
  withdrawn: text('bekeek wat is ingetrokken: {register}', 'looked at what was withdrawn: {register}'),
  'withdrawn-history': text(
    'bekeek een ingetrokken registratie: {register}',
    'looked at a withdrawn record: {register}',
  ),
  units: text('keek voor welke onderdelen: {register}', 'looked for which units: {register}'),
  add: text('voegde een registratie toe: {register}', 'added a record: {register}'),
  change: text('wijzigde een registratie: {register}', 'changed a record: {register}'),
  withdraw: text('trok een registratie in: {register}', 'withdrew a record: {register}'),
  restore: text('herstelde een registratie: {register}', 'restored a record: {register}'),
  'decide-doubt': text('besliste over een twijfel: {register}', 'decided about a doubt: {register}'),
  'reopen-doubt': text('opende een twijfel weer: {register}', 'opened a doubt again: {register}'),
};

/** A deed in words; its own name where the program has none for it. */
export function deedWords(action: string, registerName: (key: string) => Text | undefined): Text {
  const known = words[action];
  if (known) return known;
  const [register = '', deed = ''] = action.split('.');
  const general = ofRegister[deed];
  const name = registerName(register);
  if (!general || !name) {
    const other = action.startsWith('identity.')
      ? text('zocht de eigen aanmelding op', 'looked up the own sign-in')
      : undefined;
    return other ?? text(action, action);
  }
  return {
    nl: general.nl.replace('{register}', () => name.nl),
    en: general.en.replace('{register}', () => name.en),
  };
}

const origins: Readonly<Record<string, Text>> = {
  link: text('link', 'link'),
  workplace: text('werkplek', 'workplace'),
  'command line': text('opdrachtregel', 'command line'),
  'public site': text('openbare site', 'public site'),
};

/** Where a deed came from. */
export function originWords(origin: string): Text {
  return origins[origin] ?? text(origin, origin);
}

const objects: Readonly<Record<string, Text>> = {
  person: text('persoon', 'person'),
  people: text('mensen', 'people'),
  account: text('account', 'account'),
  session: text('sessie', 'session'),
  example: text('voorbeeld', 'example'),
  proposal: text('voorstel', 'proposal'),
  invitation: text('uitnodiging', 'invitation'),
  provider: text('aanmelddienst', 'sign-in provider'),
  program: text('programma', 'program'),
  audit: text('vastlegging', 'audit trail'),
  organisation: text('organisatie', 'organisation'),
  concern: text('hele organisatie', 'whole organisation'),
  first: text('eerste beheerder', 'first administrator'),
  staff: text('medewerker', 'staff'),
  recovery: text('herstel', 'recovery'),
};

/** What a deed was done to: the kind in words, what follows it (an id, a file) as it is. */
export function objectWords(object: string): Text {
  // A file may bear any name.
  const parts = seenText(object.replaceAll(/\s/g, ' '))
    .split(' ')
    .map((part): Text => {
      const role = roleNamed(part);
      return role ? roleWords[role].name : (objects[part] ?? text(part, part));
    });
  return { nl: parts.map(({ nl }) => nl).join(' '), en: parts.map(({ en }) => en).join(' ') };
}
