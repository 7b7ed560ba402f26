import type { IncomingHttpHeaders } from 'node:http';
import { Hono } from 'hono';
import { storedAnswer } from '../answers/stored-answer.ts';
import type { Assets } from '../assets.ts';
import { languageOf, plainFrame } from '../plain-frame.ts';
import type { Directory } from './directory.ts';
import { addErrorAnswers, errorAnswer, type Refuse } from './error-answers.ts';
import { originRules } from './origin-rules.ts';
import type { Origin } from './origins.ts';

export interface FrontOptions {
  readonly origin: Origin;
  readonly directory: Directory;
  readonly assets: Assets;
  /** Whether readers come by https. */
  readonly secure: boolean;
  /** Told of faults of the program, without anything of the request. */
  readonly tell: (line: string) => void;
}

/** What answers the requests of an origin. */
export type Front = (request: Request, environment?: NodeEnvironment) => Response | Promise<Response>;

/** What the Node server passes along with a request. */
interface NodeEnvironment {
  readonly incoming?: {
    readonly method?: string | undefined;
    readonly url?: string | undefined;
    readonly headers: IncomingHttpHeaders;
  };
}

/** The front of one origin: what it lets through, then host → site. */
export function openFront(options: FrontOptions): Front {
  const app = frontApp(options);
  if (!originRules[options.origin].storedPagesFirst)
    return (request, environment) => app.fetch(request, { ...environment });
  return (request, environment) =>
    storedPage(options, environment?.incoming) ?? app.fetch(request, { ...environment });
}

function storedPage(
  { origin, directory }: FrontOptions,
  incoming: NodeEnvironment['incoming'],
): Response | undefined {
  if (incoming?.method !== 'GET' || incoming.url === undefined) return undefined;
  const site = directory.find(origin, incoming.headers.host);
  const kept = typeof site === 'string' ? undefined : site.kept?.(incoming.url);
  if (!kept) return undefined;
  const { 'accept-encoding': encoding, 'if-none-match': has } = incoming.headers;
  return storedAnswer(kept, {
    acceptEncoding: typeof encoding === 'string' ? encoding : undefined,
    ifNoneMatch: has,
  });
}

function frontApp({ origin, directory, assets, secure, tell }: FrontOptions): Hono {
  const app = new Hono();
  const plain = (context: { req: { path: string } }) => plainFrame(assets, languageOf(context.req.path));
  const refuse: Refuse = (context, kind, status) => errorAnswer(context, plain, kind, status);
  addErrorAnswers(app, { known: plain, plain }, tell);
  for (const one of originRules[origin].middleware({ assets, secure, refuse })) app.use(one);
  app.all('*', (context) => {
    const site = directory.find(origin, context.req.header('Host'));
    if (site === 'unknown') return refuse(context, 'unknownHost', 404);
    if (site === 'starting') return refuse(context, 'starting', 503);
    return site.app.fetch(context.req.raw);
  });
  return app;
}
