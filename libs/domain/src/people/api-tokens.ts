import type { Actor } from './actor.js';
import { StepUpNeeded, TokenNotPossible } from './people.errors.js';
import { mayAsk, type PermissionName, TOKEN_SCOPES } from './permissions.js';
import { STEP_UP_MINUTES } from './second-factors.js';
import type { ResumedSession } from './sessions.js';

/** A token that nobody renews is forgotten, and what is forgotten is not missed when it leaks. */
export const LONGEST_TOKEN_DAYS = 366;

/** What a token is to be able to do. */
export interface TokenWish {
  /** For its owner, to tell it from others. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** Exactly one of the two: a token acts for one State or one office. */
  readonly stateCode: string | null;
  readonly officeCode: string | null;
  readonly days: number;
}

export interface ApiToken extends Omit<TokenWish, 'days'> {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute; null where it has not been used. */
  readonly lastUsedAt: Date | null;
}

/**
 * Keeps tokens with which programs ask on somebody's behalf. A token has what its owner has for one State or office, no
 * more than its scopes, no clearance, and nothing once the owner's role has ended.
 */
export abstract class ApiTokens {
  /** @returns the secret, shown once. */
  abstract make(personId: string, wish: TokenWish): Promise<ApiToken & { readonly token: string }>;
  /** Tokens in force, the latest first. */
  abstract list(personId: string): Promise<readonly ApiToken[]>;
  /** @returns whether there was such a token of this person in force. */
  abstract revoke(personId: string, tokenId: string): Promise<boolean>;
  /** What a request with the token is: nothing if it is forged, expired, revoked, or its owner gone. */
  abstract resume(token: string): Promise<ResumedSession | undefined>;
}

/** Somebody lets a program ask on their behalf. */
export class MakeApiToken {
  constructor(private readonly tokens: ApiTokens) {}

  /** @throws StepUpNeeded, TokenNotPossible */
  async execute(
    { actor, isSteppedUp }: Pick<ResumedSession, 'actor' | 'isSteppedUp'>,
    wish: TokenWish,
  ): Promise<ApiToken & { readonly token: string }> {
    if (!isSteppedUp) throw new StepUpNeeded(STEP_UP_MINUTES);
    const faults = [...faultsOf(actor, wish)];
    if (faults.length > 0) throw new TokenNotPossible(faults);
    return this.tokens.make(actor.personId, wish);
  }
}

function* faultsOf(actor: Actor, wish: TokenWish): Generator<TokenNotPossible['errors'][number]> {
  const { stateCode, officeCode } = wish;
  const place = officeCode === null ? '/stateCode' : '/officeCode';
  if ((stateCode === null) === (officeCode === null))
    yield { pointer: place, code: 'one_scope', message: 'A token acts for one State or for one office' };
  const roles = actor.roles.filter((held) => held.stateCode === stateCode && held.officeCode === officeCode);
  if (roles.length === 0)
    yield { pointer: place, code: 'not_held', message: 'You hold no role for this State or office' };
  for (const [index, scope] of wish.scopes.entries()) {
    const known = TOKEN_SCOPES.find((name): name is PermissionName => name === scope);
    if (known === undefined || !mayAsk({ ...actor, roles }, known))
      yield { pointer: `/scopes/${index}`, code: 'scope', message: 'Your role there does not have this scope to give' };
  }
}
