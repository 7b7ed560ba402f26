import { loadExamples } from '../examples.ts';
import { text } from '../platform/language/text.ts';
import type { Command } from './command.ts';

/** `examples`: loads the examples that come with the program, as `serve --examples` does. */
export const examplesCommand: Command = {
  name: 'examples',
  use: 'examples',
  what: text('Zet de voorbeelden Bron en Oefen klaar', 'Loads the examples Bron and Oefen'),
  options: {},
  help: {},
  run: async (_given, terminal, open) => {
    await loadExamples(await open(), terminal.err);
    return 0;
  },
};
