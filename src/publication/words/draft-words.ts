import { type Text, text } from '../../platform/language/text.ts';

/** What a report is called that was made and not published: on every page, sheet, record and picture. */
export const draftMark: Text = text('Concept, niet gepubliceerd', 'Draft, not published');

/** The notice of a draft: what it is and what it may be used for, before what must be said with every use. */
export function draftNotice(notice: Text | null): Text {
  const draft = text(
    `${draftMark.nl}: om binnen de organisatie te lezen, niet om te verspreiden.`,
    `${draftMark.en}: for reading inside the organisation, not for distribution.`,
  );
  return notice ? text(`${draft.nl} ${notice.nl}`, `${draft.en} ${notice.en}`) : draft;
}
