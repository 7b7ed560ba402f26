import { X509Certificate } from 'node:crypto';
import { today } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, perform } from '../../platform/database/doorways.ts';
import { triedProvider } from '../../platform/identity/provider/exchange.ts';
import {
  decideProvider,
  ProviderProposalRefused,
  type ProviderState,
  type ShownProvider,
  shownProviders,
  tryProvider,
} from '../../platform/identity/provider/records.ts';
import { type SecretEnd, secretEnd } from '../../platform/identity/provider/settings.ts';
import { dateInWords, momentInWords } from '../../platform/language/dates.ts';
import { say } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { DefinitionList } from '../../platform/web/components/definition-list.tsx';
import { Empty } from '../../platform/web/components/lists.tsx';
import { Notice } from '../../platform/web/components/notice.tsx';
import { Page } from '../../platform/web/page.tsx';
import { confirmFirst } from '../account/confirm.tsx';
import { readForm } from '../front/forms.ts';
import { isId } from '../front/typed-text.ts';
import { frameOf, goTo, hasRole, pageAnswer, type SignedIn } from '../front/visit.ts';
import { faultWords, named, type WayFault } from './fault-words.ts';
import { backAddress, providerOf } from './set-out.tsx';

const words = {
  title: text('Aanmelddienst', 'Sign-in provider'),
  state: text('Toestand', 'State'),
  lead: text(
    'Mensen kunnen zich aanmelden met het account dat zij al van de organisatie hebben. Dat geeft geen rol en geen sleutel: het zegt alleen wie iemand is.',
    'People can sign in with the account that they already have of the organisation. That gives no role and no key: it only says who somebody is.',
  ),
  noneTitle: text('Er is geen aanmelddienst ingesteld', 'No sign-in provider is set'),
  none: text(
    'Mensen melden zich aan met wachtwoord of passkey. Een aanmelddienst wordt vanaf de server ingesteld: sign-in-provider --from bestand.json.',
    'People sign in with a password or passkey. A sign-in provider is set from the server: sign-in-provider --from file.json.',
  ),
  back: text('Adres om bij de dienst op te geven', 'Address to register with the provider'),
  name: text('Naam op de knop', 'Name on the button'),
  issuer: text('Uitgever (issuer)', 'Issuer'),
  client: text('Kenmerk van dit programma (client id)', 'Id of this program (client id)'),
  secretEnd: text('Geheim geldig tot en met', 'Secret valid until and including'),
  unknown: text('niet opgegeven', 'not given'),
  tenant: text('Tenant (Entra)', 'Tenant (Entra)'),
  domains: text('Vertrouwde maildomeinen', 'Trusted mail domains'),
  noDomains: text('geen: alleen met uitnodiging', 'none: by invitation only'),
  presence: text('Opnieuw laten zien', 'Showing anew'),
  byTime: text('door opnieuw aan te melden (max_age)', 'by signing in anew (max_age)'),
  byContext: text('door context {acrs} (acrs)', 'by context {acrs} (acrs)'),
  addresses: text('Toegestane besloten adressen', 'Private addresses that are allowed'),
  noAddresses: text('geen', 'none'),
  certificates: text('Eigen certificaten', 'Certificates of one’s own'),
  by: text('Ingesteld door', 'Set by'),
  test: text('Verbinding testen', 'Try the connection'),
  testLead: text(
    'Het programma vraagt de dienst wie zij is, haalt de sleutels op en kijkt of het geheim wordt aangenomen.',
    'The program asks the provider who it is, fetches the keys and sees whether the secret is taken.',
  ),
  works: text('De verbinding werkt', 'The connection works'),
  worksText: text(
    'De dienst antwoordt, de sleutels zijn er en het geheim wordt aangenomen.',
    'The provider answers, the keys are there and the secret is taken.',
  ),
  fails: text('De verbinding werkt niet', 'The connection does not work'),
  proposals: text('Voorstel voor het aanmelden', 'Proposal for signing in'),
  proposalLead: text(
    'Vanaf de server is voorgesteld dat mensen zich hiermee aanmelden. Ga bij wie de server beheert na of dit klopt. Tot u beslist geldt wat er was.',
    'From the server it was proposed that people sign in by this. Check with who runs the server whether this is right. Until you decide, what was there holds.',
  ),
  lapses: text('Verloopt', 'Lapses'),
  approve: text('Aanmelddienst goedkeuren', 'Approve the sign-in provider'),
  refuse: text('Niet goedkeuren', 'Do not approve'),
} as const;

const states: Readonly<Record<ProviderState, Text>> = {
  stands: text('Geldt', 'Holds'),
  waits: text(
    'Wacht op goedkeuring door een functioneel beheerder',
    'Waits for approval by a functional administrator',
  ),
  lapsed: text('Verlopen zonder besluit', 'Lapsed without a decision'),
  refused: text('Niet goedgekeurd', 'Not approved'),
  replaced: text('Vervangen', 'Replaced'),
};

const secretWords: Readonly<
  Record<Exclude<SecretEnd, null>, { readonly kind: 'info' | 'warn' | 'danger'; readonly title: Text }>
> = {
  60: {
    kind: 'info',
    title: text('Het geheim van {name} verloopt binnen 60 dagen', 'The secret of {name} ends within 60 days'),
  },
  30: {
    kind: 'warn',
    title: text('Het geheim van {name} verloopt binnen 30 dagen', 'The secret of {name} ends within 30 days'),
  },
  7: {
    kind: 'danger',
    title: text('Het geheim van {name} verloopt binnen een week', 'The secret of {name} ends within a week'),
  },
  over: {
    kind: 'danger',
    title: text('Het geheim van {name} is verlopen', 'The secret of {name} has ended'),
  },
};
const secretText = text(
  'Laatste dag: {day}. Maak bij de dienst een nieuw geheim en stel het in met sign-in-provider --from; daarna kunnen mensen zich blijven aanmelden.',
  'Last day: {day}. Make a new secret at the provider and set it with sign-in-provider --from; then people can go on signing in.',
);

/** The settings that somebody who looks after them may see; none for others. */
async function providersFor(visit: SignedIn): Promise<readonly ShownProvider[]> {
  if (!hasRole(visit, 'technical-administrator', 'functional-administrator')) return [];
  return look(visit.premises.door, visit.actor, shownProviders, concern, {});
}

/** Warns of the end of the secret that is in use, to the technical administrator. */
export async function secretWarnings(visit: SignedIn) {
  if (!hasRole(visit, 'technical-administrator')) return null;
  return warningsOf(visit, await providersFor(visit));
}

function warningsOf({ language }: SignedIn, shown: readonly ShownProvider[]) {
  return shown.flatMap(({ id, name, state, secretEndsOn }) => {
    const end = state === 'stands' ? secretEnd(secretEndsOn, today()) : null;
    if (end === null || secretEndsOn === null) return [];
    const { kind, title } = secretWords[end];
    return (
      <Notice key={id} kind={kind} title={named(title, language, name)}>
        <p>{say(secretText[language], language, { day: dateInWords(secretEndsOn, language) })}</p>
      </Notice>
    );
  });
}

function settingItems(one: ShownProvider, language: Language) {
  return [
    { term: words.name[language], text: one.name },
    { term: words.issuer[language], text: one.issuer },
    { term: words.client[language], text: one.clientId },
    {
      term: words.secretEnd[language],
      text: one.secretEndsOn === null ? words.unknown[language] : dateInWords(one.secretEndsOn, language),
    },
    ...(one.tenant === null ? [] : [{ term: words.tenant[language], text: one.tenant }]),
    { term: words.domains[language], text: one.mailDomains.join(', ') || words.noDomains[language] },
    {
      term: words.presence[language],
      text:
        one.acrs === null ? words.byTime[language] : words.byContext[language].replace('{acrs}', one.acrs),
    },
    { term: words.addresses[language], text: one.privateAddresses.join(', ') || words.noAddresses[language] },
    ...(one.certificates === null
      ? []
      : [{ term: words.certificates[language], text: fingerprints(one.certificates) }]),
    { term: words.by[language], text: `${one.recordedBy}, ${momentInWords(one.recordedAt, language)}` },
  ];
}

/** Certificates as somebody compares them: whose they are, and the hash of each. */
function fingerprints(pem: string): string {
  const each = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return each
    .map((one) => new X509Certificate(one))
    .map(
      ({ subject, fingerprint256 }) =>
        `${subject.replaceAll('\n', ', ')}, SHA-256 ${fingerprint256.replaceAll(':', ' ')}`,
    )
    .join('; ');
}

async function page(visit: SignedIn, tried?: WayFault | 'works'): Promise<Response> {
  const { language, to } = visit;
  const shown = await look(visit.premises.door, visit.actor, shownProviders, concern, {});
  return pageAnswer(
    <Page
      frame={frameOf(visit)}
      title={words.title[language]}
      crumbs={[
        { href: to('/toestand'), label: words.state[language] },
        { href: to('/aanmelddienst'), label: words.title[language] },
      ]}
    >
      {tried === 'works' && (
        <Notice kind="ok" title={words.works[language]}>
          <p>{words.worksText[language]}</p>
        </Notice>
      )}
      {tried !== undefined && tried !== 'works' && (
        <Notice kind="danger" title={words.fails[language]}>
          <p>
            {named(
              faultWords[tried].what,
              language,
              shown.find(({ state }) => state === 'stands')?.name ?? '',
            )}
          </p>
        </Notice>
      )}
      {warningsOf(visit, shown)}
      <h1>{words.title[language]}</h1>
      <p>{words.lead[language]}</p>
      {shown.length === 0 && <Empty title={words.noneTitle[language]} text={words.none[language]} />}
      <DefinitionList items={[{ term: words.back[language], text: backAddress(visit) }]} />
      {shown.map((one) => (
        <section key={one.id} class="dl-flow" aria-labelledby={`d-${one.id}`}>
          <h2 id={`d-${one.id}`}>
            {one.name}: {states[one.state][language]}
          </h2>
          <DefinitionList items={settingItems(one, language)} />
          {one.state === 'stands' && (
            <form method="post" action={to('/aanmelddienst')} class="dl-flow">
              <p>{words.testLead[language]}</p>
              <button type="submit" class="dl-button dl-button--second">
                {words.test[language]}
              </button>
            </form>
          )}
        </section>
      ))}
    </Page>,
  );
}

/** How people sign in elsewhere, for who looks after accounts. */
export function showProvider(visit: SignedIn): Promise<Response> {
  return page(visit);
}

/** Tries the provider as it is set. */
export async function takeTryProvider(visit: SignedIn): Promise<Response> {
  const { premises, actor, context } = visit;
  await readForm(context, []);
  const access = await providerOf(premises);
  if (access === null) return page(visit);
  await perform(premises.door, actor, tryProvider, concern, { provider: access.id });
  return page(visit, (await triedProvider(access, backAddress(visit))) ?? 'works');
}

/** The settings that wait for approval, on the page of proposals. */
export async function providerProposals(visit: SignedIn) {
  const waiting = (await providersFor(visit)).filter(({ state }) => state === 'waits');
  const { language, to } = visit;
  return waiting.map((one) => (
    <section key={one.id} class="dl-flow" aria-labelledby={`d-${one.id}`}>
      <h2 id={`d-${one.id}`}>
        {words.proposals[language]}: {one.name}
      </h2>
      <p>{words.proposalLead[language]}</p>
      <DefinitionList
        items={[
          ...settingItems(one, language),
          ...(one.expires === null
            ? []
            : [{ term: words.lapses[language], text: momentInWords(one.expires, language) }]),
        ]}
      />
      <form method="post" action={to('/voorstellen/aanmelddienst')} class="dl-buttons">
        <input type="hidden" name="voorstel" value={one.proposal ?? ''} />
        <input type="hidden" name="versie" value={one.hash} />
        <button type="submit" class="dl-button" name="besluit" value="goed">
          {words.approve[language]}
        </button>
        <button type="submit" class="dl-button dl-button--second" name="besluit" value="niet">
          {words.refuse[language]}
        </button>
      </form>
    </section>
  ));
}

/** Decides about settings that wait: what became of it, or why it could not be. */
export async function decidedProvider(
  visit: SignedIn,
): Promise<{ readonly answer: Response } | { readonly problem: string }> {
  const { premises, actor, session, context, language } = visit;
  const typed = await readForm(context, ['voorstel', 'versie', 'besluit']);
  const decision = typed('besluit') === 'goed' ? 'approved' : 'refused';
  if (!isId(typed('voorstel'))) return { answer: goTo(visit, '/voorstellen') };
  if (decision === 'approved' && session.account !== null && !session.isConfirmed)
    return { answer: confirmFirst(visit, '/voorstellen') };
  try {
    await perform(premises.door, actor, decideProvider, concern, {
      proposal: typed('voorstel'),
      hash: typed('versie'),
      decider: session.person,
      decision,
    });
  } catch (error) {
    if (!(error instanceof ProviderProposalRefused)) throw error;
    return { problem: `${error.explanation.what[language]} ${error.explanation.kept[language]}` };
  }
  const done = decision === 'approved' ? 'aanmelddienst' : 'refused';
  return { answer: goTo(visit, `/voorstellen?gedaan=${done}`) };
}
