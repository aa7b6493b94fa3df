import { LifecyclesModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { LifecyclePicturesController } from './lifecycle-pictures.controller.js';
import { LifecyclesController } from './lifecycles.controller.js';

@Module({ imports: [LifecyclesModule], controllers: [LifecyclesController, LifecyclePicturesController] })
export class LifecyclesApiModule {}
