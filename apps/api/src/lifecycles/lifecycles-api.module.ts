import { LifecyclesModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { LifecyclesController } from './lifecycles.controller.js';

@Module({ imports: [LifecyclesModule], controllers: [LifecyclesController] })
export class LifecyclesApiModule {}
