import { type Text, text } from '../../platform/language/text.ts';

/**
 * Whether signals can be written and sent on this site. This one value decides it for every page: whoever builds or
 * closes the channel gives another (`ReportingPremises.channel`).
 */
export type ChannelState =
  /** `address`: where writing begins, without its language. */
  { readonly state: 'open'; readonly address: string } | { readonly state: 'closed'; readonly reason: Text };

/** There is no written channel in this organisation. */
export const noWrittenChannel: ChannelState = {
  state: 'closed',
  reason: text(
    'Op deze site kunt u geen melding schrijven of versturen. Wie iets wil melden, gebruikt een van de andere wegen op deze pagina’s.',
    'You cannot write or send a signal on this site. Whoever wants to report something uses one of the other routes on these pages.',
  ),
};
