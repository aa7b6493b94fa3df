import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { asNumber } from './page-queries.dto.js';

const WHAT = ['messages', 'notes'] as const;

export class PeopleOnCaseQuery {
  @ApiProperty({ required: false, enum: WHAT, default: 'messages', description: 'In what they are to be addressed' })
  @IsOptional()
  @IsIn(WHAT)
  readonly for?: (typeof WHAT)[number];

  @ApiProperty({ required: false, format: 'uuid', description: 'People after this one: the `nextAfter` of a page' })
  @IsOptional()
  @IsUUID()
  readonly after?: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 50 })
  @IsOptional()
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

class PersonOnCaseView {
  @ApiProperty({ format: 'uuid', description: 'To be named in `mentions`' })
  readonly id!: string;

  @ApiProperty({ example: 'Amina Odhiambo' })
  readonly name!: string;

  @ApiProperty({ example: 'focal-point', description: 'In which role they read the case' })
  readonly role!: string;

  @ApiProperty({ enum: ['state', 'office'] })
  readonly side!: string;
}

export class PeopleOnCasePage {
  @ApiProperty({ type: [PersonOnCaseView], description: 'By name' })
  readonly items!: readonly PersonOnCaseView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  readonly nextAfter!: string | null;
}
