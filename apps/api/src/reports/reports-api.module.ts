import { ReportsModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { PromisesController } from './promises.controller.js';

/** Reports over HTTP: figures, and the list behind each. */
@Module({ imports: [ReportsModule], controllers: [PromisesController] })
export class ReportsApiModule {}
