/** Lines at which mail programs begin the letter that is answered, in the official languages. */
const SEPARATORS = [
  /^\s*-{2,}\s*(original message|message d'origine|message d’origine|mensaje original|исходное сообщение|原始邮件|الرسالة الأصلية)\s*-{2,}\s*$/i,
  /^\s*_{20,}\s*$/,
];
const HEADER_OF_ANSWERED = /^\s*\**(from|de|от|发件人|من)\s*[:：]\**\s*\S/i;
const OTHER_HEADER =
  /^\s*\**(sent|date|to|subject|envoyé|à|objet|enviado( el)?|para|asunto|fecha|отправлено|кому|тема|дата|发送时间|收件人|主题|日期|تاريخ الإرسال|إلى|الموضوع)\s*[:：]\**/i;

/**
 * What somebody wrote themselves in an answer by mail: without the letter they answer, where it stands behind or below,
 * and without their signature. Answers between quoted lines are kept with the lines they answer. It takes too little
 * rather than too much; the whole text is kept beside it.
 */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const separator = lines.findIndex((line, index) => isSeparator(line, lines[index + 1], lines[index + 2]));
  const before = separator < 0 ? lines : lines.slice(0, separator);
  const signature = before.findIndex((line) => line === '-- ' || line === '--');
  return withoutTrailingQuote(signature > 0 ? before.slice(0, signature) : before)
    .join('\n')
    .trim();
}

function isSeparator(line: string, next = '', afterNext = ''): boolean {
  if (SEPARATORS.some((separator) => separator.test(line))) return true;
  return HEADER_OF_ANSWERED.test(line) && (OTHER_HEADER.test(next) || OTHER_HEADER.test(afterNext));
}

/** Quoted lines at the end, and the line or two that say who wrote them. */
function withoutTrailingQuote(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && /^\s*(>.*)?$/.test(lines[end - 1] ?? '')) end -= 1;
  const quoteFollows = lines.slice(end).some((line) => /^\s*>/.test(line));
  if (!quoteFollows) return lines;
  const last = lines[end - 1]?.trim() ?? '';
  if (!/[:：]$/.test(last) || !/\d/.test(`${lines[end - 2] ?? ''}${last}`)) return lines.slice(0, end);
  // "On 23 November 2026, Somebody <somebody@example.org>" may be broken before "wrote:".
  const isBroken = !/\d/.test(last) && (lines[end - 2] ?? '').trim() !== '';
  return lines.slice(0, isBroken ? end - 2 : end - 1);
}
