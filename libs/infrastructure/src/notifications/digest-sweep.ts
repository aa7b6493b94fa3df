import type { BindDigests } from '#libs/domain';
import { UpkeepTask } from '../upkeep/upkeep-task.js';

/** Sends off digests as their hour comes, reader by reader round the world. */
export class DigestSweep extends UpkeepTask {
  override readonly name = 'digest-sweep';
  override readonly everySeconds = 60;

  constructor(private readonly bindDigests: BindDigests) {
    super();
  }

  override async run(): Promise<void> {
    while ((await this.bindDigests.execute()) > 0);
  }
}
