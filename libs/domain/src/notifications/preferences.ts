import { Letters } from './letters/letters.js';
import { type Delivery, deliveryOf, floorOf, type Notice, type NoticeKind, type Preference } from './notice.js';
import { UnknownEvent } from './notification.errors.js';

/** What people have chosen, event by event. */
export abstract class PreferenceStore {
  abstract of(personId: string): Promise<readonly Preference[]>;
  abstract choose(personId: string, preference: Preference): Promise<void>;
  /** Back to the default of the event's kind. */
  abstract forget(personId: string, event: string): Promise<void>;
}

/** How a reader is told of one event at present, and what of it cannot be switched off. */
export interface EffectivePreference {
  readonly event: string;
  readonly kind: NoticeKind;
  readonly delivery: Delivery;
  readonly floor: { readonly inbox: boolean; readonly mail: boolean };
  readonly isChosen: boolean;
}

/** Lets a reader see and choose how they are told. */
export class NotificationPreferences {
  constructor(
    private readonly store: PreferenceStore,
    private readonly letters: Letters,
  ) {}

  async list(personId: string): Promise<readonly EffectivePreference[]> {
    const chosen = new Map((await this.store.of(personId)).map((preference) => [preference.event, preference]));
    return this.letters.events.map((event) => effective(event, this.noticeOf(event), chosen.get(event)));
  }

  /**
   * Keeps the choice and says what holds now. A choice below the floor is kept too, and counts if the floor is lowered.
   * @throws UnknownEvent
   */
  async choose(personId: string, preference: Preference): Promise<EffectivePreference> {
    const notice = this.noticeOf(preference.event);
    await this.store.choose(personId, preference);
    return effective(preference.event, notice, preference);
  }

  /** @throws UnknownEvent */
  async forget(personId: string, event: string): Promise<EffectivePreference> {
    const notice = this.noticeOf(event);
    await this.store.forget(personId, event);
    return effective(event, notice, undefined);
  }

  private noticeOf(event: string): Notice {
    const notice = this.letters.notice(event);
    if (!notice) throw new UnknownEvent(event);
    return notice;
  }
}

function effective(event: string, notice: Notice, preference: Preference | undefined): EffectivePreference {
  return {
    event,
    kind: notice.kind,
    delivery: deliveryOf(notice, preference),
    floor: floorOf(notice),
    isChosen: preference !== undefined,
  };
}
