import { CasesModule, LifecyclesModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { LifecyclesController } from './lifecycles.controller.js';
import { MigrationsController } from './migrations.controller.js';
import { RehearsalsController } from './rehearsals.controller.js';

@Module({
  imports: [LifecyclesModule, CasesModule],
  controllers: [LifecyclesController, RehearsalsController, MigrationsController],
})
export class LifecyclesApiModule {}
