import type { Cast } from './cast.js';
import type { Progress } from './progress.js';
import { type Played, Stage } from './stage.js';
import type { Story } from './story.js';

/** Stories at once: several people work at the same time, as in an office, and the machine is not kept waiting. */
const AT_ONCE = 4;

/** A story that has been played, with the case as it stands. */
export interface Told extends Played {
  readonly story: Story;
}

/** Plays stories, several at once. */
export class Demonstration {
  private readonly actors = new Set<string>();

  constructor(
    private readonly cast: Cast,
    private readonly progress: Progress | undefined,
  ) {}

  /** How many people have acted so far. */
  get people(): number {
    return this.actors.size;
  }

  /** @returns the stories in the order given. @throws StoryStuck, ApiRefusal, ApiAway */
  async tell(stories: readonly Story[]): Promise<readonly Told[]> {
    const [first] = stories;
    if (!first) return [];
    const reader = await this.cast.focalPointOf(first.example.memberState);
    const states = new Map((await reader.caller.memberStates()).map((state) => [state.code, state]));

    const told: Told[] = [];
    const waiting = [...stories.entries()];
    const playOn = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, story] = next;
        const name = `${story.example.id} ${states.get(story.example.memberState)?.name ?? story.example.memberState}`;
        const stage = new Stage(this.cast, states, story, ({ personId }, act) => {
          this.actors.add(personId);
          this.progress?.step(`${name}: ${act}`);
        });
        const played = await stage.play();
        const { theCase, acts } = played;
        told[index] = { story, ...played };
        this.progress?.finish(`${name}, ${theCase.reference}: ${theCase.stateLabel} after ${acts} acts`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, playOn));
    return told;
  }
}
