/** How news reaches a reader. */
export type Channel = 'inbox' | 'mail';

/** When mail is sent: with the news, gathered once a day or a week in the reader's zone, or never. */
export type MailPace = 'at-once' | 'daily' | 'weekly' | 'never';
export const MAIL_PACES: readonly MailPace[] = ['at-once', 'daily', 'weekly', 'never'];

/**
 * What kind of news an event is for those who are told.
 * - `your-turn`: the reader has to do something before the case can go on.
 * - `decision`: somebody has decided about the case.
 * - `deadline`: a time limit is near or has passed.
 * - `progress`: good to know.
 */
export type NoticeKind = 'your-turn' | 'decision' | 'deadline' | 'progress';

/** What is to be known of an event in order to tell people of it; the data beside a lifecycle. */
export interface Notice {
  readonly kind: NoticeKind;
  /** Not worth telling any more once the case has left the state in which the event left it. */
  readonly passesWithState?: boolean;
  /** Mail about it is sent at once whatever the reader prefers: the official acts towards a State. */
  readonly alwaysMailed?: boolean;
}

/** What a reader has chosen for an event; nothing chosen is the default of its kind. */
export interface Preference {
  readonly event: string;
  readonly inbox: boolean;
  readonly mail: MailPace;
}

/** How one reader is told of one event. */
export interface Delivery {
  readonly inbox: boolean;
  readonly mail: MailPace;
}

const DEFAULTS: Readonly<Record<NoticeKind, Delivery>> = {
  'your-turn': { inbox: true, mail: 'at-once' },
  decision: { inbox: true, mail: 'at-once' },
  deadline: { inbox: true, mail: 'at-once' },
  progress: { inbox: true, mail: 'daily' },
};

/**
 * What cannot be switched off. A State that is not told has not been served, and who has to act must see it: the inbox
 * always carries what is one's turn, and some news is always mailed at once.
 */
export function floorOf(notice: Notice): { readonly inbox: boolean; readonly mail: boolean } {
  return { inbox: notice.kind !== 'progress', mail: notice.alwaysMailed ?? false };
}

/** How a reader is told: as they prefer, but never less than the floor. */
export function deliveryOf(notice: Notice, preference: Preference | undefined): Delivery {
  const wanted = preference ?? DEFAULTS[notice.kind];
  const floor = floorOf(notice);
  return { inbox: wanted.inbox || floor.inbox, mail: floor.mail ? 'at-once' : wanted.mail };
}
