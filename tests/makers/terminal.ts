import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/*
 * For tests: a program for people in a terminal, which reads keys and draws a screen. `script` (of every Debian) gives it
 * a terminal of its own.
 */

/** Sequences by which a program moves about on the screen and colours it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const drawing = /\u001B(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])|[\u000E\u000F\u0000]/g;

export class Terminal {
  readonly #child: ChildProcessWithoutNullStreams;
  #drawn = '';

  constructor(command: string, environment: Readonly<Record<string, string>> = {}) {
    this.#child = spawn('script', ['-qfec', `stty rows 60 cols 200; exec ${command}`, '/dev/null'], {
      env: { ...process.env, TERM: 'vt100', LANG: 'C.UTF-8', ...environment },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#drawn += text;
    });
  }

  /**
   * What was drawn since the last time that something was awaited, without spaces: programs move the cursor over what
   * stands there already.
   */
  get drawn(): string {
    return this.#drawn.replaceAll(drawing, '').replaceAll(/\s/g, '');
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /**
   * Waits until this was drawn, and asks for the whole screen again meanwhile (Ctrl-L): a program draws only what changed.
   * What was drawn before is forgotten.
   *
   * @param what without spaces
   * @returns what was found
   */
  async until(what: RegExp, patience = 15_000): Promise<RegExpExecArray> {
    const end = Date.now() + patience;
    for (let turn = 1; ; turn++) {
      if (turn % 25 === 0) this.type('\f');
      const found = what.exec(this.drawn);
      if (found) {
        this.#drawn = '';
        return found;
      }
      if (Date.now() > end) throw new Error(`Not drawn: ${what}\n${this.drawn.slice(-4_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#child.once('exit', () => resolve());
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGKILL');
    await promise;
  }
}
