import { exampleRequests } from '#libs/infrastructure';
import type { CaseSeen } from '../../apps/cli/src/demonstration/api-answers.js';
import { Stage } from '../../apps/cli/src/demonstration/stage.js';
import type { Story } from '../../apps/cli/src/demonstration/story.js';
import type { Instance } from './instance.js';

/** A request brought to a state through the API, by the people who would do it. */
export async function aCaseIn(
  instance: Pick<Instance, 'cast' | 'states'>,
  state: string,
  { of = 'EX-19', ...more }: { readonly of?: string } & Partial<Omit<Story, 'example'>> = {},
): Promise<CaseSeen> {
  const example = exampleRequests().find(({ id }) => id === of);
  if (!example) throw new Error(`There is no example ${of}`);
  const story: Story = { example, turns: [], until: state, ...more };
  const { theCase } = await new Stage(instance.cast, instance.states, story, () => undefined).play();
  return theCase;
}
