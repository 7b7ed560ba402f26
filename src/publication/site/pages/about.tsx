import { say } from '../../../platform/language/messages.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Visit } from '../visit.ts';

/** What this site is and how to read what is on it. */
export function aboutPage({ words, to, frame, contact, language }: Visit) {
  return (
    <Page frame={frame} title={words.aboutSite} here={to.about}>
      <h1>{words.aboutSite}</h1>
      <p class="dl-lead">{words.about.lead}</p>
      {words.about.parts.map((part) => (
        <section key={part.title} class="dl-flow">
          <h2>{part.title}</h2>
          <p>{part.text}</p>
        </section>
      ))}
      {contact && (
        <section class="dl-flow">
          <h2>{words.about.contactTitle}</h2>
          <p>
            {say(words.about.contact, language, { name: contact.name[language] })}{' '}
            <MailLink email={contact.email} />
          </p>
        </section>
      )}
    </Page>
  );
}

/** The accessibility statement: what was tested, what not, what is known. */
export function accessibilityPage({ words, to, frame, contact, language }: Visit) {
  const { accessible } = words;
  return (
    <Page frame={frame} title={words.accessibility} here={to.accessibility}>
      <h1>{words.accessibility}</h1>
      <p class="dl-lead">{accessible.lead}</p>
      <h2>{accessible.statusTitle}</h2>
      <p>{accessible.status}</p>
      <Part title={accessible.testedTitle} lines={accessible.tested} />
      <Part title={accessible.untestedTitle} lines={accessible.untested} />
      <Part title={accessible.knownTitle} lines={accessible.known} />
      <h2>{accessible.reportTitle}</h2>
      <p>
        {accessible.report}
        {contact && (
          <>
            {' '}
            {say(words.about.contact, language, { name: contact.name[language] })}{' '}
            <MailLink email={contact.email} />
          </>
        )}
      </p>
    </Page>
  );
}

function MailLink({ email }: { email: string }) {
  return <a href={`mailto:${email}`}>{email}</a>;
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
