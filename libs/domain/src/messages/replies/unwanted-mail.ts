/** What is looked at of a mail before anything is read in it; names of headers in small letters. */
export interface MailHead {
  /** The sender of the envelope; empty for reports of delivery. */
  readonly envelopeFrom: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Why nobody wrote this mail to us, as a code: a machine did, or a list did. Such mail is taken and dropped, never
 * answered and never refused: an answer to an answering machine has no end (RFC 3834).
 * @param ownDomain the domain of our own Message-IDs.
 */
export function unwantedBecause({ envelopeFrom, headers }: MailHead, ownDomain: string): string | null {
  const valueOf = (name: string): string =>
    headers
      .find((header) => header.name === name)
      ?.value.trim()
      .toLowerCase() ?? '';
  if (envelopeFrom === '' || valueOf('return-path') === '<>' || /^mailer-daemon@/i.test(envelopeFrom)) return 'bounce';
  const autoSubmitted = valueOf('auto-submitted');
  if (autoSubmitted !== '' && autoSubmitted !== 'no') return 'automatic';
  if (['x-autoreply', 'x-autorespond', 'x-auto-reply-from'].some((name) => valueOf(name) !== '')) return 'automatic';
  if (['bulk', 'junk', 'list', 'auto_reply'].includes(valueOf('precedence'))) return 'bulk';
  if (headers.some(({ name }) => name.startsWith('list-'))) return 'list';
  const messageId = valueOf('message-id');
  if (messageId.startsWith('<notification.') && messageId.endsWith(`@${ownDomain.toLowerCase()}>`)) return 'own';
  return null;
}
