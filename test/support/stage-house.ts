import { DEMONSTRATION_PASSWORD, demonstrationAccounts } from '#libs/infrastructure';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiClient } from '../../apps/cli/src/demonstration/api-client.js';
import { Cast } from '../../apps/cli/src/demonstration/cast.js';
import type { Instance } from './instance.js';

/** The demonstration's people before an API in the test's own process, on a port the system chose; for `aCaseIn`. */
export async function aStageBefore(app: NestFastifyApplication): Promise<Pick<Instance, 'cast' | 'states'>> {
  await app.listen(0, '127.0.0.1');
  const client = new ApiClient(await app.getUrl(), 30_000);
  const cast = new Cast(client, demonstrationAccounts(), DEMONSTRATION_PASSWORD);
  const { caller } = await cast.focalPointOf('KEN');
  return { cast, states: new Map((await caller.memberStates()).map((state) => [state.code, state])) };
}
