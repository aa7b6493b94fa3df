import type { AccountHolder } from '../../people/account-store.js';
import type { Language } from '../../people/actor.js';
import { type ComposedMail, layOut } from './composed-mail.js';
import { fill, oneLine } from './fill.js';
import { LETTER_FRAMES } from './letter-frames.js';
import type { LetterText } from './letters.js';

/** What others can do to somebody's account that the person has to hear of. */
export type AccountEvent = 'identity-linked' | 'identity-unlinked';

const TEXTS: Readonly<Record<Language, Readonly<Record<AccountEvent, LetterText>>>> = {
  ar: {
    'identity-linked': [
      'أُضيفت طريقة دخول إلى حسابكم',
      'ربط أحد المسؤولين هويةً لدى مزود الهوية بحسابكم. ومن يملك هذه الهوية يمكنه الدخول إلى حسابكم.',
      'إن لم تكونوا على علم بذلك فاتصلوا بالمسؤول فورا.',
    ],
    'identity-unlinked': [
      'أُزيلت طريقة دخول من حسابكم',
      'فصل أحد المسؤولين هويةً لدى مزود الهوية عن حسابكم، وأُنهيت الجلسات المفتوحة بها.',
      'إن لم تكونوا على علم بذلك فاتصلوا بالمسؤول.',
    ],
  },
  en: {
    'identity-linked': [
      'A way to sign in was added to your account',
      'An administrator has linked an identity at the identity provider to your account. Whoever holds that identity can enter your account.',
      'If you do not know of this, speak to the administrator at once.',
    ],
    'identity-unlinked': [
      'A way to sign in was taken from your account',
      'An administrator has unlinked an identity at the identity provider from your account; sessions opened with it have ended.',
      'If you do not know of this, speak to the administrator.',
    ],
  },
  es: {
    'identity-linked': [
      'Se ha añadido una forma de acceder a su cuenta',
      'Un administrador ha vinculado a su cuenta una identidad del proveedor de identidad. Quien posea esa identidad puede acceder a su cuenta.',
      'Si no tenía conocimiento de ello, póngase en contacto de inmediato con el administrador.',
    ],
    'identity-unlinked': [
      'Se ha retirado una forma de acceder a su cuenta',
      'Un administrador ha desvinculado de su cuenta una identidad del proveedor de identidad; las sesiones abiertas con ella han terminado.',
      'Si no tenía conocimiento de ello, póngase en contacto con el administrador.',
    ],
  },
  fr: {
    'identity-linked': [
      'Un moyen de connexion a été ajouté à votre compte',
      'Un administrateur a rattaché à votre compte une identité du fournisseur d’identité. La personne qui détient cette identité peut entrer dans votre compte.',
      'Si vous n’en aviez pas connaissance, adressez-vous immédiatement à l’administrateur.',
    ],
    'identity-unlinked': [
      'Un moyen de connexion a été retiré de votre compte',
      'Un administrateur a détaché de votre compte une identité du fournisseur d’identité ; les sessions ouvertes avec elle ont pris fin.',
      'Si vous n’en aviez pas connaissance, adressez-vous à l’administrateur.',
    ],
  },
  ru: {
    'identity-linked': [
      'К вашей учетной записи добавлен способ входа',
      'Администратор связал с вашей учетной записью идентификатор у поставщика удостоверений. Владелец этого идентификатора может войти в вашу учетную запись.',
      'Если вам об этом неизвестно, немедленно обратитесь к администратору.',
    ],
    'identity-unlinked': [
      'Из вашей учетной записи удален способ входа',
      'Администратор отвязал от вашей учетной записи идентификатор у поставщика удостоверений; открытые с ним сеансы завершены.',
      'Если вам об этом неизвестно, обратитесь к администратору.',
    ],
  },
  zh: {
    'identity-linked': [
      '您的账户新增了一种登录方式',
      '管理员已将身份提供方的一个身份与您的账户关联。持有该身份的人可以进入您的账户。',
      '如果您对此不知情，请立即联系管理员。',
    ],
    'identity-unlinked': [
      '您的账户移除了一种登录方式',
      '管理员已将身份提供方的一个身份与您的账户解除关联；用该身份打开的会话已经结束。',
      '如果您对此不知情，请联系管理员。',
    ],
  },
};

/** Writes the mail in the language of whose account it is. It names no identity and holds no link. */
export function composeAccountLetter(event: AccountEvent, { name, language }: AccountHolder): ComposedMail {
  const frame = LETTER_FRAMES[language];
  const [subject, ...paragraphs] = TEXTS[language][event];
  return layOut(language, frame.direction, subject, [
    { paragraph: fill(frame.greeting, { name: oneLine(name) }) },
    ...paragraphs.map((paragraph) => ({ paragraph })),
    { small: frame.sentAutomatically },
  ]);
}
