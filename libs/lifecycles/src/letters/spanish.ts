import type { LettersOfALanguage } from './letters.js';

export const spanish: LettersOfALanguage = {
  acknowledgement: [
    'Su solicitud se ha recibido y registrado',
    'La solicitud «{title}» se ha recibido y registrado con el número {reference}.',
    'A continuación se asignará a la oficina que se ocupará de ella. Se le informará en cuanto se haga, y puede ver en todo momento a quién le corresponde actuar y hasta cuándo.',
  ],
  'request-submitted': [
    'Se ha presentado una solicitud',
    'La solicitud «{title}» se ha presentado y espera su registro y acuse de recibo.',
  ],
  'information-requested': [
    'Se necesita información de su parte',
    'Para que el trabajo sobre «{title}» pueda continuar, se necesita información de su parte. La pregunta figura en el expediente.',
    'Ahora le corresponde actuar a usted. Los plazos de la oficina quedan suspendidos hasta que responda.',
  ],
  'first-reminder': [
    'Recordatorio: aún se necesita información de su parte',
    'Una pregunta sobre «{title}» sigue sin respuesta. Le rogamos que la responda en el expediente; el trabajo continuará de inmediato.',
  ],
  'second-reminder': [
    'Segundo recordatorio: aún se necesita información de su parte',
    'Una pregunta sobre «{title}» sigue sin respuesta. Si no llega, la solicitud caducará; puede retomarse en un plazo de doce meses.',
  ],
  'information-answered': [
    'El Estado ha respondido',
    'Se ha respondido a la pregunta sobre «{title}». El trabajo sobre el expediente puede continuar.',
  ],
  declined: [
    'La solicitud no se ha aceptado',
    'La solicitud «{title}» no se ha aceptado. El motivo figura en el expediente.',
    'Puede presentarse una nueva solicitud en cualquier momento.',
  ],
  lapsed: [
    'La solicitud ha caducado',
    'La solicitud «{title}» ha caducado porque una pregunta no se respondió a tiempo. Puede retomarse en un plazo de doce meses respondiendo a la pregunta.',
  ],
  revived: [
    'Se ha retomado una solicitud caducada',
    'Se ha respondido a la pregunta sobre «{title}» y la solicitud caducada vuelve a estar abierta.',
  ],
  withdrawn: ['La solicitud se ha retirado', 'El Estado ha retirado la solicitud «{title}». No queda nada por hacer.'],
  'letter-received': [
    'La carta oficial se ha archivado',
    'La carta oficial relativa a «{title}» se ha recibido y archivado en el expediente.',
  ],
  'authenticity-confirmed': [
    'El remitente se ha confirmado',
    'La Misión Permanente ha confirmado que la solicitud «{title}» es auténtica.',
  ],
  'office-assigned': [
    'Se ha asignado una oficina',
    'La solicitud «{title}» se ha asignado a la oficina que dirigirá el expediente. El siguiente paso es designar a un oficial encargado.',
  ],
  reassigned: [
    'El expediente ha pasado a otra oficina',
    'El expediente «{title}» se ha asignado a otra oficina. Sus plazos continúan donde estaban.',
  ],
  'case-officer-named': [
    'Se ha designado a un oficial encargado',
    'Se ha designado a un oficial encargado de «{title}», que examinará la solicitud.',
  ],
  'refusal-proposed': [
    'Se ha propuesto una denegación',
    'La oficina propone no aceptar la solicitud «{title}». Decide la Sede.',
  ],
  escalated: [
    'El expediente se ha elevado a la Sede',
    'El expediente «{title}» se ha elevado a la Sede para que decida.',
  ],
  accepted: [
    'La solicitud se ha aceptado',
    'La solicitud «{title}» se ha aceptado. El siguiente paso es un plan de respuesta, que ambas partes deben acordar.',
  ],
  'referral-consent-asked': [
    'Se pide su consentimiento para una remisión',
    'Otro proveedor podría estar en mejor situación de ayudar con «{title}». La solicitud solo se transmite con su consentimiento; cuál y por qué figura en el expediente.',
  ],
  'referral-consent-given': [
    'El Estado consiente la remisión',
    'El Estado ha consentido que «{title}» se remita a otro proveedor.',
  ],
  'referral-refused': [
    'El Estado no consiente la remisión',
    'El Estado no ha consentido la remisión de «{title}». La solicitud permanece aquí.',
  ],
  referred: [
    'La solicitud se ha remitido',
    'La solicitud «{title}» se ha transmitido a otro proveedor, con el consentimiento del Estado.',
  ],
  'due-diligence-required': [
    'Se necesita una evaluación de diligencia debida',
    'El apoyo en relación con «{title}» podría destinarse a fuerzas de seguridad. El riesgo debe evaluarse antes de que la solicitud pueda aceptarse.',
  ],
  'full-assessment-required': [
    'Se necesita una evaluación completa',
    'El examen preliminar de «{title}» detectó riesgos que exigen una evaluación completa de diligencia debida.',
  ],
  'due-diligence-cleared': [
    'La diligencia debida es favorable',
    'La evaluación de diligencia debida de «{title}» ha concluido y no supone un obstáculo. Las medidas pedidas figuran en el expediente.',
  ],
  'due-diligence-refused': [
    'La diligencia debida es desfavorable',
    'La evaluación de «{title}» detectó riesgos que no pueden reducirse lo suficiente. La Sede decide cómo seguir.',
  ],
  'planning-started': [
    'Ha comenzado la elaboración del plan de respuesta',
    'El oficial encargado ha empezado a redactar el plan de respuesta para «{title}» y se lo enviará para su acuerdo.',
  ],
  'plan-sent': [
    'Un plan de respuesta espera acuerdo',
    'El plan de respuesta para «{title}» se ha enviado para su acuerdo. Le rogamos que lo lea en el expediente y dé su acuerdo, o diga qué debería cambiar.',
  ],
  'plan-to-be-revised': [
    'El plan de respuesta se está revisando',
    'Se han pedido cambios en el plan de respuesta para «{title}». Se enviará una nueva versión.',
  ],
  'plan-agreed': [
    'El plan de respuesta está acordado',
    'Ambas partes han acordado el plan de respuesta para «{title}». La ejecución comienza cuando se confirmen los fondos.',
  ],
  'plan-agreed-by-silence': [
    'El plan de respuesta se considera acordado',
    'El plazo anunciado para observaciones sobre el plan de respuesta para «{title}» ha terminado sin objeciones, por lo que se considera acordado.',
  ],
  'silence-near': [
    'El plazo de observaciones termina pronto',
    'El plazo de observaciones sobre el plan de respuesta para «{title}» termina pronto. Si no presenta objeciones, el plan se considerará acordado.',
  ],
  'funds-confirmed': ['Los fondos están confirmados', 'Los fondos para «{title}» están confirmados.'],
  'funds-withdrawn': [
    'Los fondos ya no están confirmados',
    'Los fondos para «{title}» ya no están confirmados. La ejecución no puede comenzar sin ellos.',
  ],
  'hold-review-due': [
    'Corresponde revisar una suspensión temporal',
    'El expediente «{title}» quedó en espera hasta una fecha de revisión, que ya ha llegado. Decida si puede continuar.',
  ],
  held: [
    'El expediente está en espera',
    'El expediente «{title}» se ha puesto en espera. El motivo y la fecha de la próxima revisión figuran en el expediente.',
  ],
  resumed: ['El expediente continúa', 'El trabajo sobre «{title}» continúa.'],
  'delivery-started': [
    'Ha comenzado la ejecución',
    'Ha comenzado la ejecución de la asistencia acordada para «{title}».',
  ],
  suspended: [
    'La ejecución está suspendida',
    'La ejecución relativa a «{title}» se ha suspendido. El motivo figura en el expediente.',
  ],
  stopped: [
    'El apoyo ha terminado',
    'El apoyo relativo a «{title}» ha terminado antes de completarse. Seguirá un informe sobre lo realizado.',
  ],
  'progress-noted': ['Hay una nueva nota de avance', 'Se ha añadido al expediente una nota de avance sobre «{title}».'],
  delivered: [
    'La asistencia se ha prestado',
    'Todo lo acordado para «{title}» se ha prestado, o cancelado con motivo. Seguirá el informe de cierre.',
  ],
  'closure-report-submitted': [
    'El informe de cierre espera confirmación',
    'El informe de cierre de «{title}» está listo. Le rogamos que lo lea en el expediente y lo confirme, o lo devuelva con sus observaciones.',
  ],
  'closure-report-returned': [
    'El informe de cierre se ha devuelto',
    'El informe de cierre de «{title}» se ha devuelto con observaciones.',
  ],
  'closure-confirmed': ['El Estado confirma el cierre', 'El Estado ha confirmado el cierre de «{title}».'],
  'closure-confirmed-by-silence': [
    'El cierre se considera confirmado',
    'El plazo de observaciones sobre el informe de cierre de «{title}» ha terminado, por lo que el cierre se considera confirmado.',
  ],
  closed: [
    'El expediente está cerrado',
    'El expediente «{title}» está cerrado. Si la misma necesidad vuelve en un plazo de doce meses, puede reabrirse.',
  ],
  reopened: [
    'El expediente se ha reabierto',
    'El expediente «{title}» se ha reabierto. El motivo figura en el expediente.',
  ],
  'deadline-near': [
    'Un plazo termina pronto',
    'Un plazo relativo a «{title}» termina pronto. El paso pendiente y su fecha figuran en el expediente.',
  ],
  'deadline-missed': [
    'Un plazo ha vencido',
    'Un plazo relativo a «{title}» ha vencido. El paso atrasado figura en el expediente.',
  ],
  'deadline-escalated': [
    'Un plazo venció hace tiempo',
    'Un plazo relativo a «{title}» venció hace tiempo y el paso sigue sin darse. Se pide a la Sede que lo examine.',
  ],
  'programme-consulted': [
    'Se consulta al programa',
    'Se pide a la Sede el parecer del programa mundial sobre «{title}». El expediente lo espera.',
  ],
  'directorate-consulted': [
    'Se consulta a la Dirección Ejecutiva',
    'Debe consultarse a la Dirección Ejecutiva del Comité contra el Terrorismo sobre «{title}». El expediente espera su parecer.',
  ],
  'advice-received': [
    'Ha llegado el parecer',
    'El parecer pedido sobre «{title}» se ha recibido y archivado en el expediente.',
  ],
  'coordination-note-filed': [
    'La nota de coordinación se ha archivado',
    'La nota sobre la coordinación con el grupo del estado de derecho para «{title}» se ha archivado en el expediente.',
  ],
  'due-diligence-waived': [
    'No se necesita diligencia debida',
    'Se ha decidido, con motivo, que «{title}» no necesita una evaluación de diligencia debida.',
  ],
  'hand-over-recorded': [
    'Se ha registrado una entrega',
    'La entrega de equipo relativa a «{title}» se ha registrado en el expediente.',
  ],
  'glass-broken': [
    'Alguien ha abierto este caso por una emergencia',
    'Un miembro del personal cuya función no da acceso al caso {reference} lo ha abierto por una emergencia, durante cuatro horas. Su nombre y el motivo constan en el historial del caso.',
    'Si no ve la razón, pregunte de inmediato al jefe de la oficina.',
  ],
};
