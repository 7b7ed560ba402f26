import { type Text, text } from '../../language/text.ts';

/** The shortest password, in characters. */
export const shortestPassword = 15;
/** The longest, so that no post keeps a hash busy. */
const longestPassword = 256;

/** Guesses as a power of ten below which a password is too easily guessed, whatever its length. */
const fewestGuesses = 10;

/**
 * What is wrong with a password that somebody chose; null when it will do. How guessable it is follows from lists of
 * passwords, names and words (Dutch ones too), keyboard rows, dates and repetition, without asking anybody.
 *
 * @param own words that belong to this person or organisation: a password made of them is guessed first
 */
export async function passwordFault(password: string, own: readonly string[]): Promise<Text | null> {
  const length = [...password].length;
  if (length < shortestPassword)
    return text(
      `Het wachtwoord heeft ${length} tekens. Kies er minstens ${shortestPassword}, bijvoorbeeld vier of vijf woorden achter elkaar.`,
      `The password has ${length} characters. Choose at least ${shortestPassword}, for example four or five words in a row.`,
    );
  if (length > longestPassword)
    return text(
      `Het wachtwoord heeft ${length} tekens. Kies er hoogstens ${longestPassword}.`,
      `The password has ${length} characters. Choose at most ${longestPassword}.`,
    );
  const factory = await guesser();
  const words = own.flatMap((one) => [one, ...one.split(/[^\p{L}\p{N}]+/u)]).filter((one) => one.length > 2);
  // What it takes to guess the first hundred characters is enough to judge by.
  const { guessesLog10 } = factory.check([...password].slice(0, 100).join(''), words);
  if (guessesLog10 >= fewestGuesses) return null;
  return text(
    'Dit wachtwoord is te makkelijk te raden: het lijkt op een bekend wachtwoord, een naam, een rij toetsen of een herhaling. Kies vier of vijf woorden die niets met elkaar te maken hebben.',
    'This password is too easily guessed: it resembles a known password, a name, a row of keys or a repetition. Choose four or five words that have nothing to do with each other.',
  );
}

/** The lists are some megabytes: they are read at the first password that somebody chooses. */
let reading: ReturnType<typeof readGuesser> | undefined;
function guesser(): ReturnType<typeof readGuesser> {
  reading ??= readGuesser();
  return reading;
}

async function readGuesser() {
  const [{ ZxcvbnFactory }, common, dutch] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-nl-be'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...dutch.dictionary },
    graphs: common.adjacencyGraphs,
  });
}
