/** Encodings with a byte a character, as Western files on old and new systems have them. */
export type CodePage = 'windows-1252' | 'ibm850' | 'macintosh';

/** The upper half of IBM code page 850 with the euro sign of 858: what DOS and old Unix programs write in Western Europe. */
const IBM_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

/** Makes characters of bytes of a code page. Bytes that mean nothing in it become control characters. */
export function codePageDecoder(page: CodePage): (bytes: Uint8Array) => string {
  if (page !== 'ibm850') {
    const decoder = new TextDecoder(page);
    return (bytes) => decoder.decode(bytes);
  }
  return (bytes) =>
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\u0080-\u00FF]/g, (one) => IBM_850[one.charCodeAt(0) - 0x80] ?? '');
}

/** Accented letters of Dutch words, and those of names beside them. */
const OFTEN = /[àáâäçèéêëíïóôöúü]/;
const SELDOM = /[åãæìîñòøùûýÿßœšž]/;
const CAPITAL = /[ÀÁÂÄÅÃÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜÝŒŸŠŽ]/;
/** Signs that people type beside letters and numbers. */
const SIGNS = /[€£§°±²³½¼¾·•…–—‘’“”„«»´\u00A0©®µ×†‡™‹›¨¿¡ªº]/;
const LETTER = /[A-Za-z]/;

/** How a character stands among its neighbours: 3 as in many words, 1 as in some names, 0 perhaps, -1 as nobody writes. */
function fitOf(character: string, before: string, after: string): number {
  const isInside = LETTER.test(before);
  if (OFTEN.test(character)) {
    if (/[A-Z]/.test(before) && /[A-Z]/.test(after)) return -1;
    if (!isInside) return /[éà]/.test(character) && !/[A-Z]/.test(after) ? 3 : 0;
    return LETTER.test(after) || /[áàéèëó]/.test(character) ? 3 : 0;
  }
  if (SELDOM.test(character)) return isInside ? 1 : 0;
  if (CAPITAL.test(character)) return isInside && !/[A-Z]/.test(before) ? -1 : LETTER.test(after) ? 1 : 0;
  if (character === '’') return isInside ? (LETTER.test(after) ? 3 : 1) : 0;
  if (character === '€') return /[\d .,-]/.test(after) ? 1 : 0;
  if (SIGNS.test(character)) return isInside && LETTER.test(after) ? -1 : 0;
  return -1;
}

/** How many characters beyond ASCII are looked at: enough to tell, few enough to be quick. */
const MOST = 2000;

/** Two letters of many words: less may be a name that is spelt so. */
const ENOUGH = 6;

/**
 * The code page in which the characters beyond ASCII stand as people write them, and whether that is sure: where two
 * pages fit alike, or only one letter speaks for DOS or Mac, it is not.
 */
export function likelyCodePage(bytes: Uint8Array): { readonly page: CodePage; readonly sure: boolean } {
  const scores = (['windows-1252', 'ibm850', 'macintosh'] as const).map((page) => {
    const text = codePageDecoder(page)(bytes);
    let [score, seen] = [0, 0];
    for (let at = 0; at < text.length && seen < MOST; at++) {
      if (text.charCodeAt(at) < 0x80) continue;
      seen++;
      score += fitOf(text[at] ?? '', text[at - 1] ?? '', text[at + 1] ?? '');
    }
    return { page, score };
  });
  const [windows] = scores;
  const [best, next] = scores.toSorted((a, b) => b.score - a.score);
  if (!windows || !best || !next) return { page: 'windows-1252', sure: true };
  if (best.score === windows.score)
    return { page: 'windows-1252', sure: best.score === 0 || best.score > next.score };
  return { page: best.page, sure: best.score >= ENOUGH && best.score >= next.score + ENOUGH / 2 };
}
