import { CasesModule, LifecyclesModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { LifecyclePicturesController } from './lifecycle-pictures.controller.js';
import { LifecyclesController } from './lifecycles.controller.js';
import { MigrationsController } from './migrations.controller.js';
import { RehearsalsController } from './rehearsals.controller.js';

@Module({
  imports: [LifecyclesModule, CasesModule],
  controllers: [LifecyclesController, LifecyclePicturesController, RehearsalsController, MigrationsController],
})
export class LifecyclesApiModule {}
