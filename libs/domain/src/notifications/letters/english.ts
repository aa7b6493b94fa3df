import type { LettersOfALanguage } from './letters.js';

export const english: LettersOfALanguage = {
  greeting: 'Dear {name},',
  openTheCase: 'Open the case',
  sentAutomatically: 'This message was sent automatically. Please do not reply to it.',
  restricted: {
    subject: 'There is news on a case',
    paragraphs: ['There is news on case {reference}. Because of its classification, details are shown only after you have signed in.'],
  },
  letters: {
    'acknowledgement': {
      subject: 'Your request has been received and registered',
      paragraphs: [
        'The request “{title}” has been received and registered under the number {reference}.',
        'It will now be given to the office that will deal with it. You will be told as soon as that has happened, and you can see at any time whose turn it is and until when.',
      ],
    },
  },
};
