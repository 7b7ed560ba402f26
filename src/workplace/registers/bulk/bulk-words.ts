import type { RowState } from '../../../collection/keeping/bulk/change-sets.ts';
import { type Text, text } from '../../../platform/language/text.ts';

/** The words of pages on which many records change at once. */
export const bulkWords = {
  registers: text('Registers', 'Registers'),
  bar: text('Samen wijzigen', 'Change together'),
  barText: text(
    'Kies registraties op deze pagina, of alle van deze lijst. U kiest daarna wat er wijzigt en ziet eerst wat het wordt.',
    'Choose records on this page, or all of this list. You choose next what changes, and see first what it becomes.',
  ),
  tick: text('Kies {name}', 'Choose {name}'),
  tickAll: text('Kies alle {count} op deze pagina', 'Choose all {count} on this page'),
  tickNone: text('Kies er geen', 'Choose none'),
  ticked: text('Gekozen registraties wijzigen', 'Change the chosen records'),
  all: text('Alle {count} van deze lijst wijzigen', 'Change all {count} of this list'),
  allMany: text('Alle registraties van deze lijst wijzigen', 'Change all records of this list'),
  nothingTicked: text('Kies eerst een of meer registraties.', 'Choose one or more records first.'),
  tooMany: text(
    'Deze lijst heeft meer dan {most} registraties. Maak haar kleiner met filters, of wijzig ze met een bestand.',
    'This list has more than {most} records. Make it smaller with filters, or change them with a file.',
  ),
  chosen: text(
    '{count, plural, one {# registratie wijzigen} other {# registraties samen wijzigen}}',
    '{count, plural, one {Change # record} other {Change # records together}}',
  ),
  whichField: text('Wat wijzigt er?', 'What changes?'),
  whichHint: text(
    'Teksten, data en betrokkenen wijzigt u per registratie.',
    'Texts, dates and subjects are changed record by record.',
  ),
  chooseField: text('Kies een veld', 'Choose a field'),
  fieldMissing: text('Kies wat er wijzigt.', 'Choose what changes.'),
  next: text('Verder', 'Go on'),
  leave: text('Niet wijzigen', 'Do not change'),
  newValue: text('{field}: wat wordt het?', '{field}: what does it become?'),
  show: text('Voorbeeld tonen', 'Show the preview'),
  otherField: text('Iets anders wijzigen', 'Change something else'),
  otherValue: text('Andere waarde kiezen', 'Choose another value'),
  preview: text('{field} wijzigen: voorbeeld', 'Change {field}: preview'),
  notYet: text('Er is nog niets gewijzigd.', 'Nothing was changed yet.'),
  becomes: text('Wordt', 'Becomes'),
  now: text('Nu', 'Now'),
  field: text('Veld', 'Field'),
  changes: text('Wijzigt', 'Changes'),
  count: text(
    '{count, plural, one {# registratie} other {# registraties}}',
    '{count, plural, one {# record} other {# records}}',
  ),
  reference: text('Kenmerk', 'Reference'),
  rows: text('Wat er wijzigt', 'What changes'),
  leaveOut: text('Laat {name} weg', 'Leave {name} out'),
  leaveOutButton: text('Aangevinkte registraties weglaten', 'Leave the ticked records out'),
  takeBack: text('Neem {name} weer mee', 'Take {name} along again'),
  takeBackButton: text('Aangevinkte registraties weer meenemen', 'Take the ticked records along again'),
  excluded: text('Wat niet wijzigt', 'What does not change'),
  why: text('Waarom niet', 'Why not'),
  howMany: text('Hoeveel', 'How many'),
  showThem: text('Toon welke', 'Show which'),
  backToChanges: text('Terug naar wat er wijzigt', 'Back to what changes'),
  reason: text('Waarom wijzigt u dit?', 'Why do you change this?'),
  reasonHint: text(
    'Komt in de geschiedenis van elke registratie te staan.',
    'Goes into the history of every record.',
  ),
  doubtsText: text(
    'Wordt een registratie hierdoor twijfelachtig, dan staat dat daarna als twijfel bij de registratie.',
    'Where a record becomes doubtful by this, that stands as a doubt with the record afterwards.',
  ),
  apply: text(
    '{count, plural, one {# registratie wijzigen} other {# registraties wijzigen}}',
    '{count, plural, one {Change # record} other {Change # records}}',
  ),
  nothing: text('Er is niets dat wijzigt', 'There is nothing that changes'),
  nothingText: text(
    'Alle gekozen registraties vallen af; hieronder staat waarom.',
    'All the chosen records fall off; below stands why.',
  ),
  notOffered: text(
    'Deze waarde wordt niet meer aangeboden. Kies een andere waarde.',
    'This value is not offered any more. Choose another value.',
  ),
  done: text(
    '{count, plural, =0 {Er is niets gewijzigd} one {# registratie gewijzigd} other {# registraties gewijzigd}}',
    '{count, plural, =0 {Nothing was changed} one {# record changed} other {# records changed}}',
  ),
  doneText: text(
    'De geschiedenis van elke registratie zegt wie dat deed, wanneer en waarom.',
    'The history of every record says who did that, when and why.',
  ),
  reasonGiven: text('Reden', 'Reason'),
  at: text('Wanneer', 'When'),
  undo: text('Ongedaan maken', 'Undo'),
  undoText: text(
    'Kan tot en met {day}. {count, plural, one {# registratie wordt} other {# registraties worden}} weer wat {count, plural, one {zij was} other {zij waren}}. Wat iemand daarna wijzigde, blijft zoals het is.',
    'Until {day}. {count, plural, one {# record becomes} other {# records become}} again what {count, plural, one {it was} other {they were}}. What somebody changed since stays as it is.',
  ),
  undoButton: text(
    '{count, plural, one {# registratie terugzetten} other {# registraties terugzetten}}',
    '{count, plural, one {Put # record back} other {Put # records back}}',
  ),
  undoNone: text(
    'Ongedaan maken kan niet meer: alle gewijzigde registraties zijn daarna weer gewijzigd of ingetrokken.',
    'This cannot be undone any more: all changed records were changed again or withdrawn since.',
  ),
  undone: text(
    'Ongedaan gemaakt: {count, plural, =0 {niets teruggezet} one {# registratie teruggezet} other {# registraties teruggezet}}',
    'Undone: {count, plural, =0 {nothing put back} one {# record put back} other {# records put back}}',
  ),
  stands: text('De wijziging staat in het register', 'The change stands in the register'),
  undoneText: text(
    'De geschiedenis van elke registratie zegt dat ook.',
    'The history of every record says that too.',
  ),
  kept: text(
    'Zo gelaten, want daarna gewijzigd of ingetrokken',
    'Left so, because changed or withdrawn since',
  ),
  toList: text('Naar het register', 'To the register'),
  days: text(
    'Deze keuze blijft dertig dagen staan; alleen u ziet haar.',
    'This choice stays for thirty days; only you see it.',
  ),
} as const;

/** Why a record of a set does not change. */
export const whyNot: Readonly<Record<Exclude<RowState, 'included' | 'done' | 'undone'>, Text>> = {
  same: text('Staat al zo in het register', 'Stands so in the register already'),
  changed: text('Gewijzigd sinds het voorbeeld', 'Changed since the preview'),
  gone: text('Is ingetrokken, of is niet meer van u', 'Was withdrawn, or is not yours any more'),
  'left-out': text('Door u weggelaten', 'Left out by you'),
  kept: text(
    'Daarna door iemand gewijzigd of ingetrokken: zo gelaten',
    'Changed or withdrawn by somebody since: left so',
  ),
};
