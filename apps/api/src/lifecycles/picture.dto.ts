import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import {
  CASE_PICTURE_FORMATS,
  type CasePictureFormat,
  PICTURE_FORMATS,
  type PictureFormat,
} from './picture-formats.js';

export class PictureQuery {
  @ApiProperty({
    required: false,
    enum: PICTURE_FORMATS,
    default: 'svg',
    description: 'A picture, Mermaid for documents that draw it themselves, BPMN 2.0 with its layout, or words',
  })
  @IsOptional()
  @IsIn(PICTURE_FORMATS)
  readonly format?: PictureFormat;
}

export class CasePictureQuery {
  @ApiProperty({
    required: false,
    enum: CASE_PICTURE_FORMATS,
    default: 'svg',
    description: 'A picture with the way of the case highlighted and numbered, or the same in words',
  })
  @IsOptional()
  @IsIn(CASE_PICTURE_FORMATS)
  readonly format?: CasePictureFormat;
}

export class DifferencesQuery {
  @ApiProperty({ example: '1', description: 'The version that was' })
  @IsString()
  @Matches(/^[1-9]\d{0,8}$/)
  readonly from!: string;

  @ApiProperty({ example: '2', description: 'The version that is to be' })
  @IsString()
  @Matches(/^[1-9]\d{0,8}$/)
  readonly to!: string;
}

export class LifecycleChangeView {
  @ApiProperty({ example: '/targets/triage-decision/limits/urgent', description: 'Where in the definitions' })
  readonly pointer!: string;

  @ApiProperty({ enum: ['added', 'removed', 'changed'] })
  readonly kind!: 'added' | 'removed' | 'changed';

  @ApiProperty({ example: 'Time limit "triage-decision" is 3 working days instead of 5 working days when urgent.' })
  readonly sentence!: string;
}

export class LifecycleDifferencesView {
  @ApiProperty({ example: 'technical-assistance-kid' })
  readonly id!: string;

  @ApiProperty({ example: 1 })
  readonly from!: number;

  @ApiProperty({ example: 2 })
  readonly to!: number;

  @ApiProperty({ type: [LifecycleChangeView] })
  readonly changes!: readonly LifecycleChangeView[];
}
