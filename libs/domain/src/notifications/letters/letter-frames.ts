import type { Language } from '../../people/actor.js';
import type { LetterText } from './letters.js';

/** What every letter of a language has around its text. `{name}` is the reader. */
export interface LetterFrame {
  readonly direction: 'ltr' | 'rtl';
  readonly greeting: string;
  readonly openTheCase: string;
  readonly sentAutomatically: string;
  /** In place of subject and text where the case is confidential or strictly confidential; `{reference}` only. */
  readonly restricted: LetterText;
}

export const LETTER_FRAMES: Readonly<Record<Language, LetterFrame>> = {
  ar: {
    direction: 'rtl',
    greeting: 'تحية طيبة {name}،',
    openTheCase: 'فتح الملف',
    sentAutomatically: 'أُرسلت هذه الرسالة آليا. يرجى عدم الرد عليها.',
    restricted: ['هناك جديد في أحد الملفات', 'هناك جديد في الملف {reference}. ونظرا لتصنيفه لا تظهر التفاصيل إلا بعد تسجيل الدخول.'],
  },
  en: {
    direction: 'ltr',
    greeting: 'Dear {name},',
    openTheCase: 'Open the case',
    sentAutomatically: 'This message was sent automatically. Please do not reply to it.',
    restricted: [
      'There is news on a case',
      'There is news on case {reference}. Because of its classification, details are shown only after you have signed in.',
    ],
  },
  es: {
    direction: 'ltr',
    greeting: 'Hola, {name}:',
    openTheCase: 'Abrir el expediente',
    sentAutomatically: 'Este mensaje se ha enviado automáticamente. Le rogamos que no responda a él.',
    restricted: [
      'Hay novedades en un expediente',
      'Hay novedades en el expediente {reference}. Por su clasificación, los detalles solo se muestran tras iniciar la sesión.',
    ],
  },
  fr: {
    direction: 'ltr',
    greeting: 'Bonjour {name},',
    openTheCase: 'Ouvrir le dossier',
    sentAutomatically: 'Ce message a été envoyé automatiquement. Merci de ne pas y répondre.',
    restricted: [
      'Du nouveau sur un dossier',
      'Il y a du nouveau sur le dossier {reference}. En raison de sa classification, les détails ne sont visibles qu’une fois connecté.',
    ],
  },
  ru: {
    direction: 'ltr',
    greeting: 'Здравствуйте, {name}!',
    openTheCase: 'Открыть дело',
    sentAutomatically: 'Это сообщение отправлено автоматически. Пожалуйста, не отвечайте на него.',
    restricted: [
      'По делу есть новости',
      'По делу {reference} есть новости. Ввиду его категории подробности показываются только после входа в систему.',
    ],
  },
  zh: {
    direction: 'ltr',
    greeting: '{name}，您好：',
    openTheCase: '打开案件',
    sentAutomatically: '本邮件由系统自动发送，请勿回复。',
    restricted: ['案件有新进展', '案件 {reference} 有新进展。因其密级，登录后方可查看详情。'],
  },
};
