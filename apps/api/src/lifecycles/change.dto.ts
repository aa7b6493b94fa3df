import { CHANGE_OUTCOMES, type ChangeOutcome } from '#libs/domain';
import { REHEARSAL_EFFECTS, type RehearsalEffect } from '#libs/infrastructure';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';
import { IsPlainText } from '../http/plain-text.decorator.js';
import { IsGateMap, IsNameMap } from './name-map.decorator.js';

/** A case reference as people write it. */
const REFERENCE = /^[A-Z]{3}-\d{4}-[0-9A-Z]{4,12}$/;
/** A named few: more are the rest. */
const MOST_NAMED = 50;

class LifecycleVersionBody {
  @ApiProperty({ example: 'technical-assistance-kid' })
  @Matches(/^[a-z][a-z0-9-]{0,79}$/)
  readonly id!: string;

  @ApiProperty({ example: 1 })
  @IsInt()
  @Min(1)
  @Max(999_999_999)
  readonly version!: number;
}

export class StateMapBody {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { 'info-requested': 'waiting-for-state' },
    description: 'Where cases in a state go; states that both versions have need not be named',
  })
  @MayBeLeftOut()
  @IsNameMap()
  readonly states?: Readonly<Record<string, string>>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: { type: 'string' } },
    example: { 'due-diligence': { open: 'asked' } },
    description: 'The same for the states of gates',
  })
  @MayBeLeftOut()
  @IsGateMap()
  readonly gates?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export class RehearsalBody {
  @ApiProperty({ required: false, type: StateMapBody })
  @MayBeLeftOut()
  @ValidateNested()
  @Type(() => StateMapBody)
  readonly stateMap?: StateMapBody;

  @ApiProperty({ required: false, type: LifecycleVersionBody, description: 'Only cases under this version' })
  @MayBeLeftOut()
  @ValidateNested()
  @Type(() => LifecycleVersionBody)
  readonly from?: LifecycleVersionBody;
}

function NamedCases(): PropertyDecorator {
  return (target, property) => {
    for (const decorate of [
      MayBeLeftOut(),
      IsArray(),
      ArrayMinSize(1),
      ArrayMaxSize(MOST_NAMED),
      ArrayUnique(),
      Matches(REFERENCE, { each: true, message: 'cases must hold references of cases' }),
    ])
      decorate(target, property);
  };
}

export class MigrationBody extends RehearsalBody {
  @ApiProperty({ example: 'The consultation became a gate', description: 'Kept in the history of every case' })
  @IsPlainText(500)
  readonly reason!: string;

  @ApiProperty({
    required: false,
    type: [String],
    example: ['KEN-2026-4T9XQ2'],
    description: 'References of a few cases to migrate first; left out: all that the change concerns',
  })
  @NamedCases()
  readonly cases?: readonly string[];
}

export class UndoingBody {
  @ApiProperty({ example: 'The gate asks too much of small offices' })
  @IsPlainText(500)
  readonly reason!: string;

  @ApiProperty({
    required: false,
    type: [String],
    example: ['KEN-2026-4T9XQ2'],
    description: 'References of cases to put back; left out: all that were migrated',
  })
  @NamedCases()
  readonly cases?: readonly string[];
}

class ChangePageQuery {
  @ApiProperty({ required: false, format: 'uuid', description: '`nextAfter` of the page before' })
  @MayBeLeftOut()
  @IsUUID()
  readonly after?: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 50 })
  @MayBeLeftOut()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}

export class RehearsedCasesQuery extends ChangePageQuery {
  @ApiProperty({ required: false, enum: REHEARSAL_EFFECTS, default: 'touched' })
  @MayBeLeftOut()
  @IsIn(REHEARSAL_EFFECTS)
  readonly effect?: RehearsalEffect;
}

export class MigratedCasesQuery extends ChangePageQuery {
  @ApiProperty({ required: false, enum: CHANGE_OUTCOMES })
  @MayBeLeftOut()
  @IsIn(CHANGE_OUTCOMES)
  readonly outcome?: ChangeOutcome;
}
