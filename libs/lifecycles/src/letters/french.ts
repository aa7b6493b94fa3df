import type { LettersOfALanguage } from './letters.js';

export const french: LettersOfALanguage = {
  acknowledgement: [
    'Votre demande a été reçue et enregistrée',
    'La demande « {title} » a été reçue et enregistrée sous le numéro {reference}.',
    'Elle va maintenant être confiée au bureau qui la traitera. Vous en serez informé dès que ce sera fait, et vous pouvez voir à tout moment à qui il revient d’agir et jusqu’à quand.',
  ],
  'request-submitted': [
    'Une demande a été soumise',
    'La demande « {title} » a été soumise et attend d’être enregistrée et confirmée.',
  ],
  'information-requested': [
    'Des informations vous sont demandées',
    'Pour que le travail sur « {title} » puisse continuer, des informations sont nécessaires de votre part. La question figure au dossier.',
    'C’est à vous d’agir. Les délais du bureau sont suspendus jusqu’à votre réponse.',
  ],
  'first-reminder': [
    'Rappel : des informations vous sont toujours demandées',
    'Une question sur « {title} » est restée sans réponse. Veuillez y répondre dans le dossier ; le travail reprendra aussitôt.',
  ],
  'second-reminder': [
    'Deuxième rappel : des informations vous sont toujours demandées',
    'Une question sur « {title} » est toujours sans réponse. Faute de réponse, la demande deviendra caduque ; elle peut être reprise dans les douze mois.',
  ],
  'information-answered': [
    'L’État a répondu',
    'Il a été répondu à la question sur « {title} ». Le travail sur le dossier peut continuer.',
  ],
  declined: [
    'La demande n’a pas été retenue',
    'La demande « {title} » n’a pas été retenue. Le motif figure au dossier.',
    'Une nouvelle demande peut être présentée à tout moment.',
  ],
  lapsed: [
    'La demande est devenue caduque',
    'La demande « {title} » est devenue caduque, une question étant restée sans réponse dans le délai. Elle peut être reprise dans les douze mois en répondant à la question.',
  ],
  revived: [
    'Une demande caduque a été reprise',
    'Il a été répondu à la question sur « {title} » et la demande est de nouveau ouverte.',
  ],
  withdrawn: ['La demande a été retirée', 'L’État a retiré la demande « {title} ». Il n’y a plus rien à faire.'],
  'letter-received': [
    'La lettre officielle a été versée au dossier',
    'La lettre officielle relative à « {title} » a été reçue et versée au dossier.',
  ],
  'authenticity-confirmed': [
    'L’expéditeur a été confirmé',
    'La Mission permanente a confirmé l’authenticité de la demande « {title} ».',
  ],
  'office-assigned': [
    'Un bureau a été désigné',
    'La demande « {title} » a été confiée au bureau qui dirigera le dossier. La prochaine étape est la désignation d’un chargé de dossier.',
  ],
  reassigned: [
    'Le dossier a changé de bureau',
    'Le dossier « {title} » a été confié à un autre bureau. Ses délais continuent de courir là où ils en étaient.',
  ],
  'case-officer-named': [
    'Un chargé de dossier a été désigné',
    'Un chargé de dossier a été désigné pour « {title} » et va examiner la demande.',
  ],
  'refusal-proposed': [
    'Un refus a été proposé',
    'Le bureau propose de ne pas retenir la demande « {title} ». Le Siège décide.',
  ],
  escalated: [
    'Le dossier a été porté devant le Siège',
    'Le dossier « {title} » a été porté devant le Siège pour décision.',
  ],
  accepted: [
    'La demande a été acceptée',
    'La demande « {title} » a été acceptée. La prochaine étape est un plan de réponse, à convenir entre les deux parties.',
  ],
  'referral-consent-asked': [
    'Votre accord à un renvoi est demandé',
    'Un autre prestataire pourrait être mieux placé pour « {title} ». La demande n’est transmise qu’avec votre accord ; lequel et pourquoi figure au dossier.',
  ],
  'referral-consent-given': [
    'L’État consent au renvoi',
    'L’État a consenti au renvoi de « {title} » à un autre prestataire.',
  ],
  'referral-refused': [
    'L’État ne consent pas au renvoi',
    'L’État n’a pas consenti au renvoi de « {title} ». La demande reste ici.',
  ],
  referred: [
    'La demande a été renvoyée',
    'La demande « {title} » a été transmise à un autre prestataire, avec l’accord de l’État.',
  ],
  'due-diligence-required': [
    'Une évaluation de diligence voulue est nécessaire',
    'L’appui au titre de « {title} » pourrait aller à des forces de sécurité. Le risque doit être évalué avant que la demande puisse être acceptée.',
  ],
  'full-assessment-required': [
    'Une évaluation complète est nécessaire',
    'L’examen préliminaire de « {title} » a relevé des risques qui exigent une évaluation complète.',
  ],
  'due-diligence-cleared': [
    'La diligence voulue est validée',
    'L’évaluation de diligence voulue de « {title} » est terminée et ne fait pas obstacle. Les mesures demandées figurent au dossier.',
  ],
  'due-diligence-refused': [
    'La diligence voulue est refusée',
    'L’évaluation de « {title} » a relevé des risques qui ne peuvent être assez réduits. Le Siège décide de la suite.',
  ],
  'planning-started': [
    'L’élaboration du plan de réponse a commencé',
    'Le chargé de dossier a commencé à rédiger le plan de réponse pour « {title} » et vous le soumettra pour accord.',
  ],
  'plan-sent': [
    'Un plan de réponse attend l’accord',
    'Le plan de réponse pour « {title} » a été envoyé pour accord. Veuillez le lire dans le dossier et donner votre accord, ou dire ce qui devrait changer.',
  ],
  'plan-to-be-revised': [
    'Le plan de réponse est en révision',
    'Des changements au plan de réponse pour « {title} » ont été demandés. Une nouvelle version sera envoyée.',
  ],
  'plan-agreed': [
    'Le plan de réponse est convenu',
    'Les deux parties ont convenu du plan de réponse pour « {title} ». L’exécution commence une fois les fonds confirmés.',
  ],
  'plan-agreed-by-silence': [
    'Le plan de réponse est réputé convenu',
    'Le délai annoncé pour les observations sur le plan de réponse pour « {title} » est passé sans objection ; le plan est réputé convenu.',
  ],
  'silence-near': [
    'Le délai d’observations prend bientôt fin',
    'Le délai d’observations sur le plan de réponse pour « {title} » prend bientôt fin. Sans objection de votre part, le plan sera réputé convenu.',
  ],
  'funds-confirmed': ['Les fonds sont confirmés', 'Les fonds pour « {title} » sont confirmés.'],
  'funds-withdrawn': [
    'Les fonds ne sont plus confirmés',
    'Les fonds pour « {title} » ne sont plus confirmés. L’exécution ne peut pas commencer sans eux.',
  ],
  'hold-review-due': [
    'L’examen d’une mise en attente est dû',
    'Le dossier « {title} » avait été mis en attente jusqu’à une date d’examen, qui est arrivée. Veuillez décider s’il peut se poursuivre.',
  ],
  held: [
    'Le dossier est en attente',
    'Le dossier « {title} » a été mis en attente. Le motif et la date du prochain réexamen figurent au dossier.',
  ],
  resumed: ['Le dossier reprend', 'Le travail sur « {title} » reprend.'],
  'delivery-started': ['L’exécution a commencé', 'L’exécution de l’assistance convenue pour « {title} » a commencé.'],
  suspended: [
    'L’exécution est suspendue',
    'L’exécution au titre de « {title} » a été suspendue. Le motif figure au dossier.',
  ],
  stopped: [
    'L’appui a pris fin',
    'L’appui au titre de « {title} » a pris fin avant son achèvement. Un rapport sur ce qui a été fait suivra.',
  ],
  'progress-noted': [
    'Il y a une nouvelle note d’avancement',
    'Une note d’avancement sur « {title} » a été ajoutée au dossier.',
  ],
  delivered: [
    'L’assistance a été fournie',
    'Tout ce qui était convenu pour « {title} » a été fourni, ou annulé avec motif. Le rapport de clôture suivra.',
  ],
  'closure-report-submitted': [
    'Le rapport de clôture attend confirmation',
    'Le rapport de clôture pour « {title} » est prêt. Veuillez le lire dans le dossier et le confirmer, ou le renvoyer avec vos observations.',
  ],
  'closure-report-returned': [
    'Le rapport de clôture a été renvoyé',
    'Le rapport de clôture pour « {title} » a été renvoyé avec des observations.',
  ],
  'closure-confirmed': ['L’État confirme la clôture', 'L’État a confirmé la clôture de « {title} ».'],
  'closure-confirmed-by-silence': [
    'La clôture est réputée confirmée',
    'Le délai d’observations sur le rapport de clôture pour « {title} » est passé ; la clôture est réputée confirmée.',
  ],
  closed: [
    'Le dossier est clos',
    'Le dossier « {title} » est clos. Si le même besoin revient dans les douze mois, il peut être rouvert.',
  ],
  reopened: ['Le dossier a été rouvert', 'Le dossier « {title} » a été rouvert. Le motif figure au dossier.'],
  'deadline-near': [
    'Un délai prend bientôt fin',
    'Un délai concernant « {title} » prend bientôt fin. L’étape due et sa date figurent au dossier.',
  ],
  'deadline-missed': [
    'Un délai est dépassé',
    'Un délai concernant « {title} » est dépassé. L’étape en retard figure au dossier.',
  ],
  'deadline-escalated': [
    'Un délai est dépassé depuis longtemps',
    'Un délai concernant « {title} » est dépassé depuis longtemps et l’étape n’est toujours pas faite. Le Siège est prié d’examiner le dossier.',
  ],
  'programme-consulted': [
    'Le programme est consulté',
    'L’avis du programme mondial est demandé au Siège sur « {title} ». Le dossier attend cet avis.',
  ],
  'directorate-consulted': [
    'La Direction exécutive est consultée',
    'La Direction exécutive du Comité contre le terrorisme doit être consultée sur « {title} ». Le dossier attend son avis.',
  ],
  'advice-received': ['L’avis est arrivé', 'L’avis demandé sur « {title} » a été reçu et versé au dossier.'],
  'coordination-note-filed': [
    'La note de coordination a été versée au dossier',
    'La note sur la coordination avec le groupe de l’état de droit pour « {title} » a été versée au dossier.',
  ],
  'due-diligence-waived': [
    'Aucune évaluation de diligence voulue n’est nécessaire',
    'Il a été décidé, avec motif, que « {title} » n’exige pas d’évaluation de diligence voulue.',
  ],
  'hand-over-recorded': [
    'Une remise a été consignée',
    'La remise de matériel au titre de « {title} » a été consignée au dossier.',
  ],
  'glass-broken': [
    'Ce dossier a été ouvert en urgence',
    'Un membre du personnel dont la fonction n’ouvre pas le dossier {reference} l’a ouvert en urgence, pour quatre heures. Son nom et le motif figurent dans l’historique du dossier.',
    'Si vous n’en voyez pas la raison, adressez-vous sans attendre au chef du bureau.',
  ],
};
