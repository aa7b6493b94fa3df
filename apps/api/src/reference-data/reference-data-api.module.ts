import { ReferenceDataModule } from '#libs/infrastructure';
import { Module } from '@nestjs/common';
import { AreasAndCodesController } from './areas-and-codes.controller.js';
import { StatesAndOfficesController } from './states-and-offices.controller.js';

@Module({ imports: [ReferenceDataModule], controllers: [StatesAndOfficesController, AreasAndCodesController] })
export class ReferenceDataApiModule {}
