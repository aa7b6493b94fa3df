import type { Language } from '../../people/actor.js';
import { fill } from './fill.js';
import type { LetterText } from './letters.js';

/** What every letter of a language has around its text. `{name}` is the reader. */
export interface LetterFrame {
  readonly direction: 'ltr' | 'rtl';
  readonly greeting: string;
  readonly openTheCase: string;
  /** Below the text of a case that is not restricted: `{state}` and `{date}`, in the reader's zone. */
  readonly about: string;
  readonly sentAutomatically: string;
  /** In place of subject and text where the case is confidential or strictly confidential; `{reference}` only. */
  readonly restricted: LetterText;
  /** The subject of a mail that holds several news of one case, `{count}` of them. */
  readonly severalNews: Counted;
  /** The subject of a digest about `{count}` cases. */
  readonly digest: Counted;
}

/** Words with a number, in the forms that the plural rules of the language tell apart (Unicode CLDR). */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

export function countOf(words: Counted, count: number, language: Language): string {
  const form = words[new Intl.PluralRules(language).select(count)] ?? words.other;
  return fill(form, { count: new Intl.NumberFormat(language).format(count) });
}

/** An instant by a reader's clock, with the name of its zone: `23 November 2026 at 21:31 GMT+3`. */
export function dateFor(at: Date, language: Language, timeZone: string): string {
  // The United Nations writes English dates with the day first.
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...{ timeZone, timeZoneName: 'short' },
  }).format(at);
}

export const LETTER_FRAMES: Readonly<Record<Language, LetterFrame>> = {
  ar: {
    direction: 'rtl',
    greeting: 'تحية طيبة {name}،',
    openTheCase: 'فتح الملف',
    about: 'الدولة: {state}. التاريخ: {date}.',
    sentAutomatically: 'أُرسلت هذه الرسالة آليا. يرجى عدم الرد عليها.',
    restricted: [
      'هناك جديد في أحد الملفات',
      'هناك جديد في الملف {reference}. ونظرا لتصنيفه لا تظهر التفاصيل إلا بعد تسجيل الدخول.',
    ],
    severalNews: {
      zero: 'لا جديد في الملف',
      one: 'خبر واحد عن الملف',
      two: 'خبران عن الملف',
      few: '{count} أخبار عن الملف',
      many: '{count} خبرا عن الملف',
      other: '{count} خبر عن الملف',
    },
    digest: {
      zero: 'لا جديد في الملفات',
      one: 'جديد ملف واحد',
      two: 'جديد ملفين',
      few: 'جديد {count} ملفات',
      many: 'جديد {count} ملفا',
      other: 'جديد {count} ملف',
    },
  },
  en: {
    direction: 'ltr',
    greeting: 'Dear {name},',
    openTheCase: 'Open the case',
    about: 'State: {state}. Date: {date}.',
    sentAutomatically: 'This message was sent automatically. Please do not reply to it.',
    restricted: [
      'There is news on a case',
      'There is news on case {reference}. Because of its classification, details are shown only after you have signed in.',
    ],
    severalNews: { one: '{count} piece of news on the case', other: '{count} pieces of news on the case' },
    digest: { one: 'News on {count} case', other: 'News on {count} cases' },
  },
  es: {
    direction: 'ltr',
    greeting: 'Hola, {name}:',
    openTheCase: 'Abrir el expediente',
    about: 'Estado: {state}. Fecha: {date}.',
    sentAutomatically: 'Este mensaje se ha enviado automáticamente. Le rogamos que no responda a él.',
    restricted: [
      'Hay novedades en un expediente',
      'Hay novedades en el expediente {reference}. Por su clasificación, los detalles solo se muestran tras iniciar la sesión.',
    ],
    severalNews: {
      one: '{count} novedad en el expediente',
      many: '{count} de novedades en el expediente',
      other: '{count} novedades en el expediente',
    },
    digest: {
      one: 'Novedades en {count} expediente',
      many: 'Novedades en {count} de expedientes',
      other: 'Novedades en {count} expedientes',
    },
  },
  fr: {
    direction: 'ltr',
    greeting: 'Bonjour {name},',
    openTheCase: 'Ouvrir le dossier',
    about: 'État : {state}. Date : {date}.',
    sentAutomatically: 'Ce message a été envoyé automatiquement. Merci de ne pas y répondre.',
    restricted: [
      'Du nouveau sur un dossier',
      'Il y a du nouveau sur le dossier {reference}. En raison de sa classification, les détails ne sont visibles qu’une fois connecté.',
    ],
    severalNews: {
      one: '{count} nouveauté sur le dossier',
      many: '{count} de nouveautés sur le dossier',
      other: '{count} nouveautés sur le dossier',
    },
    digest: {
      one: 'Du nouveau sur {count} dossier',
      many: 'Du nouveau sur {count} de dossiers',
      other: 'Du nouveau sur {count} dossiers',
    },
  },
  ru: {
    direction: 'ltr',
    greeting: 'Здравствуйте, {name}!',
    openTheCase: 'Открыть дело',
    about: 'Государство: {state}. Дата: {date}.',
    sentAutomatically: 'Это сообщение отправлено автоматически. Пожалуйста, не отвечайте на него.',
    restricted: [
      'По делу есть новости',
      'По делу {reference} есть новости. Ввиду его категории подробности показываются только после входа в систему.',
    ],
    severalNews: {
      one: '{count} новость по делу',
      few: '{count} новости по делу',
      many: '{count} новостей по делу',
      other: '{count} новости по делу',
    },
    digest: {
      one: 'Новости по {count} делу',
      few: 'Новости по {count} делам',
      many: 'Новости по {count} делам',
      other: 'Новости по {count} дела',
    },
  },
  zh: {
    direction: 'ltr',
    greeting: '{name}，您好：',
    openTheCase: '打开案件',
    about: '国家：{state}。日期：{date}。',
    sentAutomatically: '本邮件由系统自动发送，请勿回复。',
    restricted: ['案件有新进展', '案件 {reference} 有新进展。因其密级，登录后方可查看详情。'],
    severalNews: { other: '案件有 {count} 条新消息' },
    digest: { other: '{count} 个案件有新消息' },
  },
};
