import type { LettersOfALanguage } from './letters.js';

export const french: LettersOfALanguage = {
  greeting: 'Bonjour {name},',
  openTheCase: 'Ouvrir le dossier',
  sentAutomatically: 'Ce message a été envoyé automatiquement. Merci de ne pas y répondre.',
  restricted: {
    subject: 'Du nouveau sur un dossier',
    paragraphs: [
      'Il y a du nouveau sur le dossier {reference}. En raison de sa classification, les détails ne sont visibles qu’une fois connecté.',
    ],
  },
  letters: {
    'acknowledgement': {
      subject: 'Votre demande a été reçue et enregistrée',
      paragraphs: [
        'La demande « {title} » a été reçue et enregistrée sous le numéro {reference}.',
        'Elle va maintenant être confiée au bureau qui la traitera. Vous en serez informé dès que ce sera fait, et vous pouvez voir à tout moment à qui il revient d’agir et jusqu’à quand.',
      ],
    },
  },
};
