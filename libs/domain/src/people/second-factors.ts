/** How a second factor was shown; `provider`: to the identity provider, which vouches for it. */
export type SecondFactorMethod = 'totp' | 'recovery-code' | 'provider';

export interface Enrolment {
  /** For typing, in Base32. */
  readonly secret: string;
  /** For scanning (`otpauth://…`). */
  readonly uri: string;
}

/** Keeps what people have beside their password. */
export abstract class SecondFactors {
  abstract isEnrolled(personId: string): Promise<boolean>;

  /** Begins to set up a code generator; it counts once a first code has confirmed it. @throws SecondFactorUnavailable */
  abstract enrol(personId: string, email: string): Promise<Enrolment>;

  /** @returns recovery codes, shown once, each good for one sign-in; nothing if the code is wrong. */
  abstract confirm(personId: string, code: string): Promise<readonly string[] | null>;

  /** Takes a code of the generator or a recovery code. A code is taken once, whoever shows it at the same time. */
  abstract check(personId: string, code: string): Promise<SecondFactorMethod | null>;

  abstract remove(personId: string): Promise<void>;
}

/** What is asked of people who reach for more than the day's work: how fresh the second factor has to be. */
export const STEP_UP_MINUTES = 15;
