import type { Actor } from './actor.js';
import type { PermissionName } from './permissions.js';
import type { SecondFactorMethod } from './second-factors.js';

/**
 * How long a session lasts. An hour without a request ends it, and so does the end of a working day: files on
 * kidnapping are read on machines that are shared and left open.
 */
export const SESSION_LIMITS = { idleMinutes: 60, absoluteHours: 12 } as const;

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'oidc';

export interface OpenedSession {
  readonly id: string;
  /** The secret. It is known here and to its bearer only; the store keeps a hash. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** A session in force and the person behind it. */
export interface ResumedSession {
  readonly id: string;
  readonly signedInAt: Date;
  readonly expiresAt: Date;
  /** Whether a second factor was shown in the last `STEP_UP_MINUTES`. */
  readonly isSteppedUp: boolean;
  /** Whether the session was opened in the last `STEP_UP_MINUTES`. */
  readonly isFresh: boolean;
  /** What an API token was given; null where a person asks, who has what their roles have. */
  readonly scopes: readonly PermissionName[] | null;
  readonly actor: Actor;
}

export interface SessionSummary {
  readonly id: string;
  readonly method: SignInMethod;
  readonly userAgent: string | null;
  readonly source: string | null;
  readonly signedInAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** Keeps the sessions of people. Tokens are opaque and random; nothing can be read from them. */
export abstract class Sessions {
  /** Opens a session and ends the one whose token is given with it, so that a token known before sign-in is worthless after. */
  abstract open(session: {
    readonly personId: string;
    readonly method: SignInMethod;
    /** The second factor shown with it; absent where none was. */
    readonly secondFactor?: SecondFactorMethod | null;
    readonly userAgent: string | null;
    readonly source: string | null;
    readonly replacesToken: string | null;
  }): Promise<OpenedSession>;

  /** The session of a token with the roles in force now; nothing if it is forged, expired, revoked or its person deactivated. */
  abstract resume(token: string): Promise<ResumedSession | undefined>;

  /** Sessions in force, the latest first. */
  abstract list(personId: string): Promise<readonly SessionSummary[]>;

  /** @returns whether there was such a session of this person in force. */
  abstract revoke(personId: string, sessionId: string): Promise<boolean>;

  /** The second factor was shown in this session just now. */
  abstract stepUp(sessionId: string): Promise<void>;
}
