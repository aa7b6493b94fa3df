import { ApiProperty } from '@nestjs/swagger';
import { IsObject, Matches } from 'class-validator';
import { MayBeLeftOut } from '../http/may-be-left-out.decorator.js';

export class PerformTransitionBody {
  @ApiProperty({ example: 'name-case-officer', description: 'An act that GET on this address lists' })
  @Matches(/^[a-z][a-z0-9-]{0,79}$/, { message: 'name must be the name of an act, for example name-case-officer' })
  readonly name!: string;

  @ApiProperty({
    required: false,
    type: Object,
    example: { officer: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' },
    description: 'The fields the act asks for; the list says which',
  })
  @MayBeLeftOut()
  @IsObject()
  readonly input?: Record<string, unknown>;
}

class RefusalView {
  @ApiProperty({
    example: 'wrong_role',
    enum: [
      'unknown_transition',
      'wrong_state',
      'wrong_gate_state',
      'wrong_role',
      'gate_not_ready',
      'guard_failed',
      'invalid_input',
      'already_consented',
      'four_eyes',
    ],
  })
  readonly code!: string;
}

/** An act, whether the caller may perform it now, what it needs, and if not, why not. */
export class AvailableTransitionView {
  @ApiProperty({ example: 'name-case-officer' })
  readonly name!: string;

  @ApiProperty({ example: 'Name the case officer', description: 'In the language of Accept-Language' })
  readonly label!: string;

  @ApiProperty({ enum: ['transition', 'gate-act'] })
  readonly kind!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'The gate the act moves; null for an act that moves the case',
  })
  readonly gate!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'triage' })
  readonly to!: string | null;

  @ApiProperty({ example: true })
  readonly available!: boolean;

  @ApiProperty({ example: false, description: 'The act cannot be taken back: ask the person again before sending it' })
  readonly confirm!: boolean;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'The fields of its form, with types and limits',
  })
  readonly input!: readonly object[];

  @ApiProperty({
    type: [RefusalView],
    description: 'Empty where it is available; each says what is missing and who can do it',
  })
  readonly refusals!: readonly object[];
}

export class AvailableTransitionsView {
  @ApiProperty({ example: 4 })
  readonly version!: number;

  @ApiProperty({ type: [AvailableTransitionView] })
  readonly transitions!: readonly AvailableTransitionView[];
}
