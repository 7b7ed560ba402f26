/** Too many people sign in at this moment; nothing was tried. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** For whom a password is tried or made: the name that was typed or the account, and whether it signed in by this browser before. */
export interface WhoTries {
  readonly name: string;
  readonly known: boolean;
}

/** How much is done and how many wait at most. */
export interface Places {
  readonly atOnce: number;
  /** Half of them are for browsers in which somebody signed in before. */
  readonly waiting: number;
  /** Tries for one name by strangers that are under way: more would pass by the delay that wrong ones bring. */
  readonly ofOneName: number;
}

/**
 * Work that is done in turn, known browsers before strangers. Strangers fill at most half of the places, and with one
 * name a few: whoever is known to an account is never kept out by them.
 */
export class Turns {
  readonly #places: Places;
  #running = 0;
  readonly #waiting: { readonly known: boolean; readonly go: () => void }[] = [];
  readonly #ofStrangers = new Map<string, number>();

  constructor(places: Places) {
    this.#places = places;
  }

  /**
   * Does the work when it is its turn.
   *
   * @throws {@link TooBusy} nothing was done
   */
  async run<T>(who: WhoTries, work: () => Promise<T>): Promise<T> {
    const same = this.#ofStrangers.get(who.name) ?? 0;
    if (!this.#hasPlace(who.known, same)) throw new TooBusy();
    if (!who.known) this.#ofStrangers.set(who.name, same + 1);
    try {
      await this.#turn(who.known);
      try {
        return await work();
      } finally {
        const next = this.#waiting.shift();
        // Who comes next takes this one's place.
        if (next) next.go();
        else this.#running--;
      }
    } finally {
      if (!who.known) this.#leave(who.name);
    }
  }

  #hasPlace(known: boolean, same: number): boolean {
    const { atOnce, waiting, ofOneName } = this.#places;
    if (!known && same >= ofOneName) return false;
    if (this.#running < atOnce) return true;
    const strangers = this.#waiting.filter((one) => !one.known).length;
    return this.#waiting.length < waiting && (known || strangers < waiting / 2);
  }

  async #turn(known: boolean): Promise<void> {
    if (this.#running < this.#places.atOnce) {
      this.#running++;
      return;
    }
    await new Promise<void>((go) => {
      const place = known ? this.#waiting.findIndex((one) => !one.known) : -1;
      this.#waiting.splice(place === -1 ? this.#waiting.length : place, 0, { known, go });
    });
  }

  #leave(name: string): void {
    const left = (this.#ofStrangers.get(name) ?? 1) - 1;
    if (left > 0) this.#ofStrangers.set(name, left);
    else this.#ofStrangers.delete(name);
  }
}
