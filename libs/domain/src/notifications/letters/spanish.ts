import type { LettersOfALanguage } from './letters.js';

export const spanish: LettersOfALanguage = {
  greeting: 'Estimado/a {name}:',
  openTheCase: 'Abrir el expediente',
  sentAutomatically: 'Este mensaje se ha enviado automáticamente. Le rogamos que no responda a él.',
  restricted: {
    subject: 'Hay novedades en un expediente',
    paragraphs: [
      'Hay novedades en el expediente {reference}. Por su clasificación, los detalles solo se muestran tras iniciar la sesión.',
    ],
  },
  letters: {
    'acknowledgement': {
      subject: 'Su solicitud se ha recibido y registrado',
      paragraphs: [
        'La solicitud «{title}» se ha recibido y registrado con el número {reference}.',
        'A continuación se asignará a la oficina que se ocupará de ella. Se le informará en cuanto se haga, y puede ver en todo momento a quién le corresponde actuar y hasta cuándo.',
      ],
    },
  },
};
