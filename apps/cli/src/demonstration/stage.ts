import { randomUUID } from 'node:crypto';
import type { ActInput, Refusal } from '#libs/workflow';
import type { AvailableAct, CaseSeen, StateEntry } from './api-answers.js';
import { ApiRefusal } from './api-client.js';
import { type Cast, PLAYED_ROLES, type Player } from './cast.js';
import { draftForm } from './draft-form.js';
import { fillForm } from './fill-form.js';
import { ordinaryLines } from './ordinary-lines.js';
import type { Story, Turn } from './story.js';

/**
 * The ordinary way of a request, as names of acts only. Whose turn it is, what an act needs and what has to be settled
 * before it, the API says itself.
 */
const ORDINARY_WAY = [
  'submit',
  'authenticate-and-register',
  'assign-office',
  'name-case-officer',
  'answer',
  'resume',
  'accept',
  'start-plan',
  'agree-plan',
  'start-delivery',
  'complete-delivery',
  'submit-closure-report',
  'close',
];

/** What a draft may lack: the State writes on instead of acting. */
const LACKING_IN_A_DRAFT = ['mandatory-fields', 'letter', 'letter-or-promise'];

/** No story takes so many questions; one that does goes in a circle. */
const LONGEST_STORY = 200;

/** The API offers no way on; carries what it said last. */
export class StoryStuck extends Error {}

interface Asked {
  readonly version: number;
  readonly line: AvailableAct;
}

/** A story that has come to its end, and the case as its author then sees it. */
export interface Played {
  readonly theCase: CaseSeen;
  readonly acts: number;
  /** How often an id was made up where a form wants a document: none can be handed in yet. */
  readonly inventedDocuments: number;
}

/** Plays one story, asking the API at each step what can be done and by whom. */
export class Stage {
  private readonly come = new Set<Turn>();
  private readonly written = new Set<string>();
  private readonly named = new Set<string>();
  private performed = 0;
  private asked = 0;
  private inventedDocuments = 0;

  constructor(
    private readonly cast: Cast,
    private readonly states: ReadonlyMap<string, StateEntry>,
    private readonly story: Story,
    private readonly onAct: (player: Player, act: string) => void,
  ) {}

  /** Plays the story to where it ends. @throws StoryStuck, ApiRefusal, ApiAway */
  async play(): Promise<Played> {
    const { example, until, turns, emergency } = this.story;
    const author = await this.cast.focalPointOf(example.memberState);
    const begun = await author.caller.begin({
      requestingState: example.memberState,
      area: example.area,
      urgency: emergency ? 'emergency' : example.urgency,
      // Whoever meets the request in a list, a letter or a report must see what it is.
      request: { title: `${example.title} (illustration)` },
    });
    this.performed += 1;
    this.onAct(author, 'create');

    for (;;) {
      const theCase = await author.caller.read(begun.id);
      const turn = turns.find((candidate) => candidate.at === theCase.state && !this.come.has(candidate));
      if (turn) {
        const player = await this.cast.firstOf(turn.by, theCase);
        await this.bringAbout(theCase, turn.does, author, player ?? author, turn.with);
        this.come.add(turn);
      } else if (theCase.state === until && this.come.size === turns.length) {
        return { theCase, acts: this.performed, inventedDocuments: this.inventedDocuments };
      } else {
        await this.bringAbout(theCase, await this.nextOnTheWay(theCase, author), author, author);
      }
    }
  }

  private async nextOnTheWay(theCase: CaseSeen, author: Player): Promise<string> {
    const offered = (await author.caller.acts(theCase.id))?.transitions.map(({ name }) => name) ?? [];
    const next = ORDINARY_WAY.find((act) => offered.includes(act));
    if (next === undefined) throw this.stuck(`nothing on the ordinary way leads on from ${theCase.state}`);
    return next;
  }

  /**
   * Has an act performed by somebody who may. One person is asked first; if they may not, the API says who may, and if
   * something has to be settled before, the API says by which act: that one comes first.
   */
  private async bringAbout(
    theCase: CaseSeen,
    act: string,
    author: Player,
    first: Player,
    said: ActInput = {},
  ): Promise<void> {
    const seen = await this.ask(first, theCase, act);
    if (seen?.line.available) return this.perform(theCase, first, seen, author, said);

    let inTheWay = seen?.line.refusals ?? [];
    const roles = inTheWay.flatMap((refusal) => (refusal.code === 'wrong_role' ? refusal.rolesNeeded : []));
    for (const role of roles.length > 0 ? roles : PLAYED_ROLES) {
      for await (const player of this.cast.playersOf(role, theCase)) {
        const theirs = await this.ask(player, theCase, act);
        if (theirs?.line.available) return this.perform(theCase, player, theirs, author, said);
        if (theirs && theirs.line.refusals.every(({ code }) => code !== 'wrong_role')) inTheWay = theirs.line.refusals;
      }
    }
    if (!(await this.settle(theCase, inTheWay, author)))
      throw this.stuck(`"${act}" is not possible in ${theCase.state}: ${JSON.stringify(inTheWay)}`);
    await this.bringAbout(await author.caller.read(theCase.id), act, author, first, said);
  }

  /** Settles the first thing that stands in the way of an act. Says whether anything could be done about it. */
  private async settle(theCase: CaseSeen, refusals: readonly Refusal[], author: Player): Promise<boolean> {
    for (const refusal of refusals) {
      if (refusal.code === 'guard_failed' && LACKING_IN_A_DRAFT.includes(refusal.missing) && theCase.state === 'draft')
        return this.writeOn(theCase, refusal.missing, author);
      if (refusal.code !== 'guard_failed' && refusal.code !== 'gate_not_ready') continue;
      const ways = refusal.settledBy.filter(({ roles }) => roles.some(isPlayed));
      const preferred = (this.story.prefers ?? []).flatMap((name) => ways.find(({ act }) => act === name) ?? []);
      const way = preferred[0] ?? ways.find(({ act }) => act.startsWith('clear-')) ?? ways[0];
      if (!way) continue;
      const [role = ''] = way.roles.filter(isPlayed);
      await this.bringAbout(theCase, way.act, author, (await this.cast.firstOf(role, theCase)) ?? author);
      return true;
    }
    return false;
  }

  private async writeOn(theCase: CaseSeen, missing: string, author: Player): Promise<boolean> {
    if (this.written.has(missing)) return false;
    this.written.add(missing);
    await author.caller.edit(theCase, draftForm(this.story, missing, theDayOf(new Date())));
    this.performed += 1;
    this.onAct(author, 'edit');
    return true;
  }

  /** What somebody may do about an act; undefined where the case does not exist for them or does not offer it. */
  private async ask(player: Player, theCase: CaseSeen, act: string): Promise<Asked | undefined> {
    this.asked += 1;
    if (this.asked > LONGEST_STORY) throw this.stuck(`"${act}" in ${theCase.state} goes in a circle`);
    const acts = await player.caller.acts(theCase.id);
    const line = acts?.transitions.find(({ name }) => name === act);
    return acts && line && { version: acts.version, line };
  }

  private async perform(
    theCase: CaseSeen,
    player: Player,
    { version, line }: Asked,
    author: Player,
    said: ActInput,
  ): Promise<void> {
    const now = new Date();
    const lines = { ...ordinaryLines(line.name, this.story.example, now), ...said };
    const lookups = {
      person: (role = 'case-officer') => this.nextToName(role, theCase),
      leadOffice: () => this.states.get(theCase.requestingState)?.leadOffice?.code ?? 'HQ',
      document: () => {
        this.inventedDocuments += 1;
        return randomUUID();
      },
    };
    const input = await fillForm(line.input, lines, lookups, theDayOf(now));
    try {
      await player.caller.act({ id: theCase.id, version }, line.name, input);
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status !== 412) throw error;
      // Somebody was faster: the case is read again, and the decision made on what it says now.
      return this.bringAbout(await author.caller.read(theCase.id), line.name, author, player, said);
    }
    this.performed += 1;
    this.onAct(player, line.name);
  }

  /** Somebody of the role who has not had this case before. */
  private async nextToName(role: string, theCase: CaseSeen): Promise<string> {
    for await (const { personId } of this.cast.playersOf(role, theCase)) {
      if (this.named.has(personId)) continue;
      this.named.add(personId);
      return personId;
    }
    throw this.stuck(`nobody is left who could be named as ${role}`);
  }

  private stuck(why: string): StoryStuck {
    return new StoryStuck(`${this.story.example.id} to ${this.story.until}: ${why}`);
  }
}

function isPlayed(role: string): boolean {
  return PLAYED_ROLES.some((played) => played === role);
}

function theDayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
