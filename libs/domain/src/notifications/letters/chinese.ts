import type { LettersOfALanguage } from './letters.js';

export const chinese: LettersOfALanguage = {
  greeting: '{name}，您好：',
  openTheCase: '打开案件',
  sentAutomatically: '本邮件由系统自动发送，请勿回复。',
  restricted: {
    subject: '案件有新进展',
    paragraphs: ['案件 {reference} 有新进展。因其密级，登录后方可查看详情。'],
  },
  letters: {
    'acknowledgement': {
      subject: '您的请求已收到并登记',
      paragraphs: [
        '请求“{title}”已收到，登记编号为 {reference}。',
        '该请求将转交负责处理的办事处。办妥后会立即通知您；您可随时查看现在轮到哪一方行动以及期限。',
      ],
    },
  },
};
