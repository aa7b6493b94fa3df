import { DataSource, pendingMigrations } from '#libs/infrastructure';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../people/access.decorator.js';

/** What an orchestrator asks: is the process alive, and may it be sent requests. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get('live')
  @Public()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** Ready means: the database answers and its schema is the one this build expects. The queue is no condition. */
  @Get('ready')
  @Public()
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const database = await this.database();
    const ready = database === 'up to date';
    await reply
      .status(ready ? 200 : 503)
      .headers(ready ? {} : { 'retry-after': '2' })
      .send({ status: ready ? 'ready' : 'not ready', database });
  }

  private async database(): Promise<string> {
    if (!this.dataSource.isInitialized) return 'away';
    try {
      const pending = await pendingMigrations(this.dataSource);
      return pending === 0 ? 'up to date' : `${pending} migrations to run`;
    } catch {
      // The reason is in the log of the request that met it; an orchestrator needs only the fact.
      return 'away';
    }
  }
}
