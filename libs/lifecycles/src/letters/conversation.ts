import type { Language, LetterText, Notice } from '#libs/domain';

/** What people are told of the conversation on a case; no lifecycle names these, the room of the messages does. */
export const CONVERSATION_EVENTS = [
  'message-from-state',
  'message-from-office',
  'mentioned',
  'mentioned-in-note',
] as const;

type ConversationEvent = (typeof CONVERSATION_EVENTS)[number];

/** Somebody writes to somebody: it waits for its reader, but no step of the case depends on it. */
const WRITTEN_TO_YOU: Notice = { kind: 'your-turn' };

export const conversationNotices: Readonly<Record<ConversationEvent, Notice>> = {
  'message-from-state': WRITTEN_TO_YOU,
  'message-from-office': WRITTEN_TO_YOU,
  mentioned: WRITTEN_TO_YOU,
  'mentioned-in-note': WRITTEN_TO_YOU,
};

/** The words of a message are never in a letter: it is read on the case, by whoever may read it then. */
export const conversationLetters: Readonly<Record<Language, Readonly<Record<ConversationEvent, LetterText>>>> = {
  ar: {
    'message-from-state': ['رسالة من الدولة', 'كتبت الدولة رسالة بشأن «{title}». يمكن قراءتها في الملف.'],
    'message-from-office': ['رسالة من المكتب', 'كتب إليكم المكتب رسالة بشأن «{title}». يمكن قراءتها في الملف.'],
    mentioned: ['ذُكر اسمكم في رسالة', 'ذُكر اسمكم في رسالة بشأن «{title}».'],
    'mentioned-in-note': [
      'ذُكر اسمكم في مذكرة داخلية',
      'ذُكر اسمكم في مذكرة داخلية بشأن «{title}». لا تطّلع الدولة على المذكرات.',
    ],
  },
  en: {
    'message-from-state': [
      'There is a message from the State',
      'The State has written a message on “{title}”. It can be read on the case.',
    ],
    'message-from-office': [
      'There is a message from the office',
      'The office has written you a message on “{title}”. It can be read on the case.',
    ],
    mentioned: ['A message mentions you', 'A message on “{title}” addresses you by name.'],
    'mentioned-in-note': [
      'An internal note mentions you',
      'An internal note on “{title}” addresses you by name. The State does not see notes.',
    ],
  },
  es: {
    'message-from-state': [
      'Hay un mensaje del Estado',
      'El Estado ha escrito un mensaje sobre «{title}». Puede leerse en el expediente.',
    ],
    'message-from-office': [
      'Hay un mensaje de la oficina',
      'La oficina le ha escrito un mensaje sobre «{title}». Puede leerlo en el expediente.',
    ],
    mentioned: ['Un mensaje le menciona', 'Un mensaje sobre «{title}» se dirige a usted por su nombre.'],
    'mentioned-in-note': [
      'Una nota interna le menciona',
      'Una nota interna sobre «{title}» se dirige a usted por su nombre. El Estado no ve las notas.',
    ],
  },
  fr: {
    'message-from-state': [
      'Un message de l’État est arrivé',
      'L’État a écrit un message au sujet de « {title} ». Il peut être lu dans le dossier.',
    ],
    'message-from-office': [
      'Un message du bureau est arrivé',
      'Le bureau vous a écrit un message au sujet de « {title} ». Vous pouvez le lire dans le dossier.',
    ],
    mentioned: ['Un message vous mentionne', 'Un message au sujet de « {title} » vous est adressé nommément.'],
    'mentioned-in-note': [
      'Une note interne vous mentionne',
      'Une note interne au sujet de « {title} » vous est adressée nommément. L’État ne voit pas les notes.',
    ],
  },
  ru: {
    'message-from-state': [
      'Сообщение от государства',
      'Государство написало сообщение по делу «{title}». Его можно прочитать в деле.',
    ],
    'message-from-office': [
      'Сообщение от отделения',
      'Отделение написало вам сообщение по делу «{title}». Его можно прочитать в деле.',
    ],
    mentioned: ['Вы упомянуты в сообщении', 'В сообщении по делу «{title}» к вам обращаются лично.'],
    'mentioned-in-note': [
      'Вы упомянуты во внутренней заметке',
      'Во внутренней заметке по делу «{title}» к вам обращаются лично. Государство заметок не видит.',
    ],
  },
  zh: {
    'message-from-state': ['收到国家的消息', '国家就“{title}”发来消息，可在案件中阅读。'],
    'message-from-office': ['收到办事处的消息', '办事处就“{title}”给您发来消息，可在案件中阅读。'],
    mentioned: ['有消息提到您', '关于“{title}”的一条消息点名提到您。'],
    'mentioned-in-note': ['内部备注提到您', '关于“{title}”的一条内部备注点名提到您。国家看不到备注。'],
  },
};
