import type { Canonical } from './canonical-json.js';

/**
 * What is recorded beside the histories of cases: who got in, who may do what, who looked. A record names people and
 * things by id only, so that the trail stays whole when a person's name has to be forgotten.
 */
export type AuditKind =
  | 'signed-in'
  | 'session-ended'
  | 'sessions-ended'
  | 'account-entered'
  | 'account-closed'
  | 'account-reopened'
  | 'person-erased'
  | 'role-granted'
  | 'role-withdrawn'
  | 'mandate-proposed'
  | 'mandate-endorsed'
  | 'mandate-ended'
  | 'substitute-named'
  | 'substitution-ended'
  | 'glass-broken'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-refused'
  | 'identity-linked'
  | 'identity-unlinked'
  | 'password-set'
  | 'invitation-made'
  | 'token-made'
  | 'token-revoked'
  | 'content-erased'
  | 'note-written'
  | 'note-erased'
  | 'reply-assigned'
  | 'reply-discarded'
  | 'message-translated'
  | 'text-edited'
  | 'text-reset'
  | 'webhook-registered'
  | 'webhook-changed'
  | 'webhook-secret-rotated'
  | 'webhook-removed'
  | 'lifecycle-proposed'
  | 'lifecycle-published'
  | 'migration-ordered'
  | 'undoing-ordered'
  | 'calendar-published'
  | 'limits-proposed'
  | 'limits-published'
  | 'limits-withdrawn'
  | 'state-group-settled'
  | 'lead-office-settled'
  | 'reference-data-loaded'
  | 'messages-retried'
  | 'messages-discarded';

export interface AuditRecord {
  readonly kind: AuditKind;
  /** Null where the system or an operator at the command line acted, or nobody knows who. */
  readonly actorId: string | null;
  /** What it is about: a person, a case, a session; or a setting, which goes by its name. */
  readonly subject:
    | {
        readonly type:
          'person' | 'case' | 'session' | 'mandate' | 'token' | 'webhook' | 'text' | 'reply' | 'limits' | 'migration';
        readonly id: string;
      }
    | { readonly type: 'lifecycle' | 'calendar' | 'member-state' | 'dataset'; readonly key: string };
  /** Codes and ids, no names and no text of a case. */
  readonly detail: { readonly [name: string]: Canonical };
}

/** Takes records within the transaction of what they tell of. They are committed with it, or not at all. */
export interface AuditTrail {
  append(record: AuditRecord): void;
}
