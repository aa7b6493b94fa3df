import type { LettersOfALanguage } from './letters.js';

export const arabic: LettersOfALanguage = {
  greeting: 'تحية طيبة {name}،',
  openTheCase: 'فتح الملف',
  sentAutomatically: 'أُرسلت هذه الرسالة آليا. يرجى عدم الرد عليها.',
  restricted: {
    subject: 'هناك جديد في أحد الملفات',
    paragraphs: ['هناك جديد في الملف {reference}. ونظرا لتصنيفه لا تظهر التفاصيل إلا بعد تسجيل الدخول.'],
  },
  letters: {
    'acknowledgement': {
      subject: 'تم استلام طلبكم وتسجيله',
      paragraphs: [
        'تم استلام الطلب «{title}» وتسجيله تحت الرقم {reference}.',
        'وسيحال الآن إلى المكتب الذي سيتولى النظر فيه. وسنبلغكم فور حدوث ذلك، ويمكنكم في أي وقت الاطلاع على الجهة التي عليها الدور والموعد المحدد لها.',
      ],
    },
  },
};
