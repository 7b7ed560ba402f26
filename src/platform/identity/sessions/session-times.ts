/** How long somebody may do nothing before being signed out, in minutes; which, they choose at sign-in (WCAG 2.2.1). */
export const idleChoices = [15, 150] as const;
export type IdleMinutes = (typeof idleChoices)[number];

/** How long a session lasts at most, in hours. */
export const longestSession = 8;

/** How long a session that waits for its second factor or is being set up lasts, in minutes. */
export const unfinishedSession = 15;

/** How long showing to be there serves for acts that ask it, in minutes. */
export const confirmationLasts = 5;

/** How often at most it is noted that a session is in use, in seconds. */
export const seenEvery = 60;

/** How long a challenge waits for a passkey to sign it, in minutes. */
export const challengeLasts = 5;
