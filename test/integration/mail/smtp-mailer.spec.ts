import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MailNotTaken, MailRefused, type OutgoingMail } from '#libs/domain';
import { SmtpMailer } from '#libs/infrastructure';
import { headerOf, MailServer } from '../../support/mail-server.js';

const aMail = (given: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageKey: '0192a8f0-0000-7000-8000-000000000001',
  threadKey: '0192a8f0-0000-7000-8000-00000000000c',
  to: { name: 'Amina Wanjiru', address: 'amina@example.org' },
  language: 'en',
  subject: '[TA-1] Accepted',
  text: 'The request is accepted.\n',
  html: '<!doctype html><p>The request is accepted.</p>',
  ...given,
});

describe('mail by SMTP', () => {
  let server: MailServer;
  let mailer: SmtpMailer;

  beforeEach(async () => {
    server = await new MailServer().start();
    mailer = new SmtpMailer({
      url: server.url,
      from: 'Upon Request <no-reply@upon-request.example>',
      silenceTimeoutMs: 700,
    });
  });
  afterEach(async () => {
    mailer.close();
    await server.stop();
  });

  it('arrives with text and HTML, an identifier that never changes, and in the thread of its case', async () => {
    await mailer.send(aMail());
    await mailer.send(aMail());
    const [first, second] = server.received;
    expect(first?.to).toEqual(['amina@example.org']);
    expect(first && headerOf(first, 'Message-ID')).toBe(
      '<notification.0192a8f0-0000-7000-8000-000000000001@upon-request.example>',
    );
    expect(second && headerOf(second, 'Message-ID')).toBe(first && headerOf(first, 'Message-ID'));
    expect(first && headerOf(first, 'References')).toBe(
      '<case.0192a8f0-0000-7000-8000-00000000000c@upon-request.example>',
    );
    expect(first && headerOf(first, 'Auto-Submitted')).toBe('auto-generated');
    expect(first?.source).toMatch(/text\/plain[\s\S]*text\/html/);
  });

  it('keeps one connection for several mails', async () => {
    for (let count = 0; count < 5; count += 1) await mailer.send(aMail());
    expect(server.received).toHaveLength(5);
    expect(server.connections).toBe(1);
  });

  it.each(['ar', 'zh', 'ru'] as const)('carries the letters of %s unharmed', async (language) => {
    const words = { ar: 'تم استلام الطلب', zh: '请求已收到', ru: 'Запрос получен' }[language];
    await mailer.send(aMail({ language, subject: words, text: words, html: `<p dir="auto">${words}</p>` }));
    const [mail] = server.received;
    const subject = (mail && headerOf(mail, 'Subject')) ?? '';
    const decoded = [...subject.matchAll(/=\?UTF-8\?(B|Q)\?([^?]*)\?=/gi)]
      .map(([, encoding, text = '']) =>
        encoding?.toUpperCase() === 'B'
          ? Buffer.from(text, 'base64').toString('utf8')
          : decodeURIComponent(text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, '%$1')),
      )
      .join('');
    expect(decoded).toBe(words);
    expect(mail && headerOf(mail, 'Content-Language')).toBe(language);
  });

  it('lets no name and no subject write headers of its own', async () => {
    await mailer.send(
      aMail({
        to: { name: 'Eve\r\nBcc: all@example.org', address: 'amina@example.org' },
        subject: 'Help\r\nX-Injected: yes',
      }),
    );
    const [mail] = server.received;
    expect(mail?.to).toEqual(['amina@example.org']);
    expect(mail && headerOf(mail, 'X-Injected')).toBeUndefined();
    expect(mail && headerOf(mail, 'Bcc')).toBeUndefined();
  });

  it.each([450, 421, 451, 452])('is to be tried again when the server answers %i', async (code) => {
    server.onRecipient = () => ({ code });
    await expect(mailer.send(aMail())).rejects.toThrow(MailNotTaken);
    server.onRecipient = () => 'accept';
    await mailer.send(aMail());
    expect(server.received).toHaveLength(1);
  });

  it.each([421, 451, 452])('is to be tried again when the server answers %i to the whole message', async (code) => {
    server.onMessage = () => ({ code });
    await expect(mailer.send(aMail())).rejects.toThrow(MailNotTaken);
    server.onMessage = () => 'accept';
    await mailer.send(aMail());
    expect(server.received).toHaveLength(1);
  });

  it('is refused for good when the server answers 550 to the recipient or 554 to the message', async () => {
    server.onRecipient = () => ({ code: 550 });
    await expect(mailer.send(aMail())).rejects.toMatchObject({ code: 'mail.refused', smtpStatus: 550 });
    server.onRecipient = () => 'accept';
    server.onMessage = () => ({ code: 554 });
    await expect(mailer.send(aMail())).rejects.toThrow(MailRefused);
  });

  it('keeps what the server said about an address out of the error', async () => {
    server.onRecipient = () => ({ code: 550 });
    await expect(mailer.send(aMail())).rejects.toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('amina') }),
    );
  });

  it('is refused for good when the address is none', async () => {
    await expect(mailer.send(aMail({ to: { name: 'Nobody', address: '' } }))).rejects.toThrow(MailRefused);
  });

  it('is to be tried again when the server falls silent, before or after the message', async () => {
    server.onRecipient = () => 'silence';
    await expect(mailer.send(aMail())).rejects.toThrow(MailNotTaken);
    server.onRecipient = () => 'accept';
    server.onMessage = () => 'silence';
    await expect(mailer.send(aMail())).rejects.toThrow(MailNotTaken);
  });

  it('is to be tried again when nobody listens, and goes when somebody does', async () => {
    await server.stop();
    await expect(mailer.send(aMail())).rejects.toThrow(MailNotTaken);
    await server.start();
    await mailer.send(aMail());
    expect(server.received).toHaveLength(1);
  });
});
