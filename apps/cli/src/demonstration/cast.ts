import type { DemonstrationAccount } from '#libs/infrastructure';
import type { ApiClient, Caller } from './api-client.js';
import type { CaseSeen } from './api-answers.js';

/** Somebody who takes part, signed in under their own account. */
export interface Player {
  readonly email: string;
  readonly name: string;
  readonly personId: string;
  readonly caller: Caller;
}

/** The roles people play, in the order in which a newcomer to a case would ask around. */
export const PLAYED_ROLES = [
  'focal-point',
  'intake-officer',
  'triage-officer',
  'case-officer',
  'office-head',
  'due-diligence-adviser',
  'hq-manager',
  'permanent-mission',
] as const;
export type PlayedRole = (typeof PLAYED_ROLES)[number];

/** What of a case decides who has a part in it. */
type Place = Pick<CaseSeen, 'requestingState' | 'leadOffice' | 'caseOfficerId'>;

/** The demonstration accounts, each signed in when it is first needed. */
export class Cast {
  private readonly signedIn = new Map<string, Promise<Player>>();

  constructor(
    private readonly client: ApiClient,
    private readonly accounts: readonly DemonstrationAccount[],
    private readonly password: string,
  ) {}

  focalPointOf(stateCode: string): Promise<Player> {
    const account = this.accounts.find(({ roles }) =>
      roles.some((held) => held.role === 'focal-point' && held.stateCode === stateCode),
    );
    if (!account) throw new Error(`There is no demonstration account for the focal point of ${stateCode}`);
    return this.player(account);
  }

  /** Those who may have a role on a case, one after the other: of the case officers, the one who was named comes first. */
  async *playersOf(role: string, theCase: Place): AsyncGenerator<Player> {
    const candidates = this.accounts.filter(({ roles }) =>
      roles.some((held) => {
        if (held.role !== role) return false;
        if (held.stateCode !== null) return held.stateCode === theCase.requestingState;
        return held.officeCode === null || held.officeCode === 'HQ' || held.officeCode === theCase.leadOffice;
      }),
    );
    const named = role === 'case-officer' ? theCase.caseOfficerId : null;
    if (named !== null) {
      for (const account of candidates) {
        const player = await this.player(account);
        if (player.personId === named) yield player;
      }
    }
    for (const account of candidates) {
      const player = await this.player(account);
      if (player.personId !== named) yield player;
    }
  }

  /** The first of them; undefined where the demonstration has nobody in the role. */
  async firstOf(role: string, theCase: Place): Promise<Player | undefined> {
    for await (const player of this.playersOf(role, theCase)) return player;
    return undefined;
  }

  /** The names of those who have signed in, by their ids. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const players = await Promise.all(this.signedIn.values());
    return new Map(players.map(({ personId, name }) => [personId, name]));
  }

  private player(account: DemonstrationAccount): Promise<Player> {
    const { email } = account;
    const known = this.signedIn.get(email);
    if (known) return known;
    const signingIn = this.client.signIn(email, this.password).then(async (caller) => {
      const { personId, displayName } = await caller.me();
      return { email, name: displayName, personId, caller };
    });
    this.signedIn.set(email, signingIn);
    return signingIn;
  }
}
