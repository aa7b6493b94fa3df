import type { LettersOfALanguage } from './letters.js';

export const english: LettersOfALanguage = {
  acknowledgement: [
    'Your request has been received and registered',
    'The request “{title}” has been received and registered under the number {reference}.',
    'It will now be given to the office that will deal with it. You will be told as soon as that has happened, and you can see at any time whose turn it is and until when.',
  ],
  'request-submitted': [
    'A request has been submitted',
    'The request “{title}” has been submitted and waits to be registered and acknowledged.',
  ],
  'information-requested': [
    'Information is needed from you',
    'Before work on “{title}” can go on, some information is needed from your side. The question is shown on the case.',
    'It is your turn now. The time limits of the office stand still until you answer.',
  ],
  'first-reminder': [
    'Reminder: information is still needed from you',
    'A question about “{title}” has not been answered yet. Please answer it on the case; work goes on as soon as you do.',
  ],
  'second-reminder': [
    'Second reminder: information is still needed from you',
    'A question about “{title}” has still not been answered. If no answer comes, the request will lapse; it can be taken up again within twelve months.',
  ],
  'information-answered': [
    'The State has answered',
    'The question about “{title}” has been answered. Work on the case can go on.',
  ],
  declined: [
    'The request has been declined',
    'The request “{title}” has been declined. The reason is given on the case.',
    'A new request can be made at any time.',
  ],
  lapsed: [
    'The request has lapsed',
    'The request “{title}” has lapsed, because a question was not answered in time. It can be taken up again within twelve months by answering the question.',
  ],
  revived: [
    'A lapsed request has been taken up again',
    'The question about “{title}” has been answered and the lapsed request is open again.',
  ],
  withdrawn: [
    'The request has been withdrawn',
    'The State has withdrawn the request “{title}”. Nothing more is to be done on it.',
  ],
  'letter-received': [
    'The official letter has been filed',
    'The official letter for “{title}” has been received and filed with the case.',
  ],
  'authenticity-confirmed': [
    'The sender has been confirmed',
    'The Permanent Mission has confirmed that the request “{title}” is authentic.',
  ],
  'office-assigned': [
    'An office has been assigned',
    'The request “{title}” has been assigned to the office that will lead the case. The next step is to name a case officer.',
  ],
  reassigned: [
    'The case has moved to another office',
    'The case “{title}” has been given to another office. Its time limits go on where they stood.',
  ],
  'case-officer-named': [
    'A case officer has been named',
    'A case officer has been named for “{title}” and will examine the request.',
  ],
  'refusal-proposed': [
    'A refusal has been proposed',
    'The office proposes to decline the request “{title}”. Headquarters decides.',
  ],
  escalated: [
    'The case has been brought to headquarters',
    'The case “{title}” has been brought to headquarters for a decision.',
  ],
  accepted: [
    'The request has been accepted',
    'The request “{title}” has been accepted. The next step is a response plan, to be agreed by both sides.',
  ],
  'referral-consent-asked': [
    'Your consent to a referral is asked for',
    'Another provider may be better placed to help with “{title}”. The request is passed on only if you consent; who it would be and why is shown on the case.',
  ],
  'referral-consent-given': [
    'The State consents to the referral',
    'The State has consented to the referral of “{title}” to another provider.',
  ],
  'referral-refused': [
    'The State does not consent to the referral',
    'The State has not consented to the referral of “{title}”. The request stays here.',
  ],
  referred: [
    'The request has been referred',
    'The request “{title}” has been passed on to another provider, with the consent of the State.',
  ],
  'due-diligence-required': [
    'A due diligence assessment is needed',
    'Support under “{title}” may go to security forces. The risk has to be assessed before the request can be accepted.',
  ],
  'full-assessment-required': [
    'A full assessment is needed',
    'The preliminary check of “{title}” found risks that need a full due diligence assessment.',
  ],
  'due-diligence-cleared': [
    'Due diligence is cleared',
    'The due diligence assessment of “{title}” is finished and does not stand in the way. Any measures asked for are listed on the case.',
  ],
  'due-diligence-refused': [
    'Due diligence is refused',
    'The due diligence assessment of “{title}” found risks that cannot be lowered enough. Headquarters decides how to go on.',
  ],
  'planning-started': [
    'Work on the response plan has begun',
    'The case officer has begun to write the response plan for “{title}” and will send it to you for agreement.',
  ],
  'plan-sent': [
    'A response plan waits for agreement',
    'The response plan for “{title}” has been sent for agreement. Please read it on the case and agree, or say what should change.',
  ],
  'plan-to-be-revised': [
    'The response plan is being revised',
    'Changes to the response plan for “{title}” have been asked for. A new version will be sent.',
  ],
  'plan-agreed': [
    'The response plan is agreed',
    'Both sides have agreed to the response plan for “{title}”. Delivery begins when the funds are confirmed.',
  ],
  'plan-agreed-by-silence': [
    'The response plan counts as agreed',
    'The time announced for comments on the response plan for “{title}” is over and nobody objected, so it counts as agreed.',
  ],
  'silence-near': [
    'The time for comments ends soon',
    'The time for comments on the response plan for “{title}” ends soon. If you do not object, the plan will count as agreed.',
  ],
  'funds-confirmed': ['The funds are confirmed', 'The funds for “{title}” are confirmed.'],
  'funds-withdrawn': [
    'The funds are no longer confirmed',
    'The funds for “{title}” are no longer confirmed. Delivery cannot begin without them.',
  ],
  'hold-review-due': [
    'The review of a hold is due',
    'The case “{title}” was put on hold until a date of review, and that date has come. Please decide whether it can go on.',
  ],
  held: [
    'The case is on hold',
    'The case “{title}” has been put on hold. The reason and the date of the next review are shown on the case.',
  ],
  resumed: ['The case goes on', 'Work on “{title}” goes on.'],
  'delivery-started': ['Delivery has begun', 'Delivery of the assistance agreed for “{title}” has begun.'],
  suspended: ['Delivery is suspended', 'Delivery under “{title}” has been suspended. The reason is given on the case.'],
  stopped: [
    'Support has been ended',
    'Support under “{title}” has been ended before its completion. A report on what was done follows.',
  ],
  'progress-noted': ['There is a new progress note', 'A progress note on “{title}” has been added to the case.'],
  delivered: [
    'The assistance has been delivered',
    'All that was agreed for “{title}” has been delivered or cancelled with a reason. The closure report follows.',
  ],
  'closure-report-submitted': [
    'The closure report waits for confirmation',
    'The closure report for “{title}” is ready. Please read it on the case and confirm, or send it back with your remarks.',
  ],
  'closure-report-returned': [
    'The closure report has come back',
    'The closure report for “{title}” has been sent back with remarks.',
  ],
  'closure-confirmed': ['The State confirms the closure', 'The State has confirmed the closure of “{title}”.'],
  'closure-confirmed-by-silence': [
    'The closure counts as confirmed',
    'The time for remarks on the closure report for “{title}” is over, so the closure counts as confirmed.',
  ],
  closed: [
    'The case is closed',
    'The case “{title}” is closed. If the same need returns within twelve months, it can be reopened.',
  ],
  reopened: ['The case has been reopened', 'The case “{title}” has been reopened. The reason is given on the case.'],
  'deadline-near': [
    'A time limit ends soon',
    'A time limit on “{title}” ends soon. Which step is due and when is shown on the case.',
  ],
  'deadline-missed': [
    'A time limit has passed',
    'A time limit on “{title}” has passed. Which step is overdue is shown on the case.',
  ],
  'deadline-escalated': [
    'A time limit passed long ago',
    'A time limit on “{title}” passed long ago and the step has still not been taken. Headquarters is asked to look at it.',
  ],
  'programme-consulted': [
    'The global programme is consulted',
    'Headquarters is asked for the advice of the global programme on “{title}”. The case waits for it.',
  ],
  'directorate-consulted': [
    'The Executive Directorate is consulted',
    'The Counter-Terrorism Committee Executive Directorate is to be consulted on “{title}”. The case waits for its advice.',
  ],
  'advice-received': [
    'The advice has come',
    'The advice asked for on “{title}” has been received and filed with the case.',
  ],
  'coordination-note-filed': [
    'The coordination note has been filed',
    'The note on coordination with the rule-of-law group for “{title}” has been filed with the case.',
  ],
  'due-diligence-waived': [
    'No due diligence is needed',
    'It has been decided, with a reason, that “{title}” needs no due diligence assessment.',
  ],
  'hand-over-recorded': [
    'A hand-over has been recorded',
    'The hand-over of equipment under “{title}” has been recorded on the case.',
  ],
  'glass-broken': [
    'Somebody opened this case in an emergency',
    'A member of staff whose role does not open the case {reference} has opened it in an emergency, for four hours. Who it was and the reason stand in the history of the case.',
    'If you cannot see why, ask the head of the office at once.',
  ],
};
