import type { Hono } from 'hono';

/** What a request without a browser remembers: the cookies of one host. Follows no redirect. */
export class TestBrowser {
  readonly #site: Hono;
  readonly #cookies = new Map<string, string>();
  readonly headers: Record<string, string>;

  constructor(site: Hono, headers: Record<string, string> = {}) {
    this.#site = site;
    this.headers = { Host: 'werk.test', 'User-Agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0', ...headers };
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  async get(path: string): Promise<TestAnswer> {
    return this.#send(path, {});
  }

  /** Sends a form as a browser does; a field with several values is sent once for each. */
  async post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<TestAnswer> {
    const sent = Object.entries(fields).flatMap(([name, given]) =>
      (typeof given === 'string' ? [given] : given).map((one) => [name, one]),
    );
    return this.#send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(sent).toString(),
    });
  }

  /** Sends a form with a file as a browser does; null: none was chosen. */
  async upload(
    path: string,
    fields: Readonly<Record<string, string>>,
    file: { readonly field: string; readonly name: string; readonly content: string | Uint8Array } | null,
  ): Promise<TestAnswer> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (file) form.set(file.field, new File([Buffer.from(file.content)], file.name));
    const { headers, body } = new Response(form);
    const type = headers.get('Content-Type') ?? '';
    const content = Buffer.from(await new Response(body).arrayBuffer());
    return this.#send(path, { method: 'POST', headers: { 'Content-Type': type }, body: content });
  }

  /** Sends JSON as a script of a page does. */
  async postJson(path: string, content: unknown): Promise<TestAnswer & { readonly said: ScriptAnswer }> {
    const answer = await this.#send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(content),
    });
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    const said: ScriptAnswer = isJson ? JSON.parse(answer.body) : {};
    return { ...answer, said };
  }

  async #send(path: string, init: RequestInit): Promise<TestAnswer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#site.request(path, {
      ...init,
      headers: { ...this.headers, ...(cookie === '' ? {} : { Cookie: cookie }), ...init.headers },
    });
    for (const one of answer.headers.getSetCookie()) {
      const [pair = ''] = one.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === '' || /max-age=0/i.test(one)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const body = await answer.text();
    return { status: answer.status, location: answer.headers.get('location'), headers: answer.headers, body };
  }
}

export interface TestAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly body: string;
}

/** What the workplace answers to a script. */
export interface ScriptAnswer {
  readonly options?: unknown;
  readonly onTo?: string;
  readonly message?: string;
}
