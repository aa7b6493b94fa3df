import 'reflect-metadata';
import { createLogger, readConfiguration } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createApi } from '../../apps/api/src/create-api.js';
import { Permission, Public } from '../../apps/api/src/people/access.decorator.js';
import { refuseUndeclaredRoutes, undeclaredRoutes } from '../../apps/api/src/people/undeclared-routes.js';

@Controller('open')
class Careless {
  @Get('public')
  @Public()
  public(): void {}

  @Get('declared')
  @Permission('cases.read')
  declared(): void {}

  @Get('forgotten')
  forgotten(): void {}

  helper(): void {}
}

/** What is said for a whole controller is said for handlers nobody thought of: it does not count. */
@Controller('whole')
@Public()
class Sweeping {
  @Get()
  all(): void {}
}

@Module({ controllers: [Careless, Sweeping] })
class Forgetful {}

describe('every route says who may ask', () => {
  it('in the API as it is composed', async () => {
    const configuration = readConfiguration({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
      QUEUE_BACKEND: 'postgres',
      SMTP_URL: 'smtp://localhost:1',
    });
    // It needs no database to be composed, and refuses by itself what is not declared.
    const app = await createApi(configuration, createLogger('api', 'silent'));
    try {
      expect(undeclaredRoutes(app)).toEqual([]);
    } finally {
      await app.close();
    }
  });

  describe('and an application in which one does not', () => {
    let app: INestApplicationContext;
    beforeAll(async () => {
      app = await NestFactory.createApplicationContext(Forgetful, { logger: false });
    });
    afterAll(() => app.close());

    it('is refused with the name of each handler and what to add', () => {
      expect(undeclaredRoutes(app)).toEqual(['Careless.forgotten', 'Sweeping.all']);
      expect(() => refuseUndeclaredRoutes(app)).toThrow(/Careless\.forgotten, Sweeping\.all.*@Permission/);
    });
  });
});
