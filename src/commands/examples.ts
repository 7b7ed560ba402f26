import { loadExamples } from '../examples/examples.ts';
import { text } from '../platform/language/text.ts';
import { type Command, hasOption } from './command.ts';

/** `examples`: loads the examples that come with the program, as `serve --examples` does. */
export const examplesCommand: Command = {
  name: 'examples',
  use: text('examples [--json]', 'examples [--json]'),
  what: text('Zet de voorbeelden Bron en Oefen klaar', 'Loads the examples Bron and Oefen'),
  options: { json: { type: 'boolean' } },
  help: { json: text('De uitkomst als JSON', 'The outcome as JSON') },
  run: async (given, terminal, open) => {
    const loaded = await loadExamples(await open(), terminal.err);
    if (hasOption(given, 'json')) terminal.data(JSON.stringify({ loaded }, null, 2));
    return 0;
  },
};
