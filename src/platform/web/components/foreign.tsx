import type { ComponentChildren } from 'preact';
import type { Language } from '../../language/text.ts';
import { webWords } from '../words.ts';

/**
 * Words in another language than those around them: marked for who hears them (WCAG 3.1.2), and quietly marked for who
 * reads them, unless they are a name.
 */
export function Foreign({
  language,
  around,
  marked,
  children,
}: {
  language: Language;
  around: Language;
  marked: boolean;
  children: ComponentChildren;
}) {
  if (language === around) return <>{children}</>;
  return (
    <>
      <span lang={language}>{children}</span>
      {marked && <span class="dl-foreign"> ({webWords[around].inLanguage[language]})</span>}
    </>
  );
}
