import type { ComponentChildren } from 'preact';
import { text } from '../../platform/language/text.ts';
import type { Crumb } from '../../platform/web/components/crumbs.tsx';
import { ErrorSummary } from '../../platform/web/components/fields.tsx';
import { Page } from '../../platform/web/page.tsx';
import { frameOf, type Visit } from './visit.ts';

/** What is wrong with a field, in words. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The error of a field, as its component takes it. */
export function errorOf(errors: readonly FieldError[], field: string): { readonly error?: string } {
  const found = errors.find((one) => one.field === field);
  return found ? { error: found.message } : {};
}

/** What the title of a page begins with where something is wrong. */
export const errorTitle = text('Fout: ', 'Error: ');

/** A page with one form: errors first, then what it is, the fields, and one button that says what it does. */
export function FormPage({
  visit,
  title,
  action,
  errors,
  before,
  button,
  hidden = {},
  back,
  crumbs,
  more,
  after,
  children,
}: {
  visit: Visit;
  title: string;
  /** Where the form goes, without language. */
  action: string;
  errors: readonly FieldError[];
  /** What stands between title and form. */
  before?: ComponentChildren;
  button: string;
  hidden?: Readonly<Record<string, string>>;
  /** The way out that changes nothing. */
  back?: { readonly href: string; readonly label: string };
  crumbs?: readonly Crumb[];
  /** Another button, after the first. */
  more?: ComponentChildren;
  /** What stands under the form. */
  after?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { language, to } = visit;
  return (
    <Page
      frame={frameOf(visit)}
      title={errors.length > 0 ? `${errorTitle[language]}${title}` : title}
      {...(crumbs ? { crumbs } : {})}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} language={language} />}
      <h1>{title}</h1>
      {before}
      <form method="post" action={to(action)} class="dl-form" novalidate>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <div class="dl-buttons">
          <button type="submit" class="dl-button">
            {button}
          </button>
          {more}
          {back && <a href={to(back.href)}>{back.label}</a>}
        </div>
      </form>
      {after}
    </Page>
  );
}
