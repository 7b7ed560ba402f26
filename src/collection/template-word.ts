import { text } from '../platform/language/text.ts';

/** What a template calls itself in its first line: by it, its sheet of explanations is known when it is read back. */
export const templateWord = text('Invulbestand', 'Template');
