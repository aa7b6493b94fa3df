import { LANGUAGES, ROLE_KINDS } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';

export class HeldRoleView {
  @ApiProperty({ enum: Object.keys(ROLE_KINDS), example: 'focal-point' })
  readonly role!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'KEN',
    description: 'ISO 3166-1 alpha-3; null for a role that is not held for a State',
  })
  readonly stateCode!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Null for a role that is not held for an office',
  })
  readonly officeCode!: string | null;

  @ApiProperty({
    type: [String],
    required: false,
    example: ['019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f12'],
    description: 'People whose named places on cases go with the role: a predecessor, or somebody who is absent',
  })
  readonly standsFor?: readonly string[];
}

export class MeView {
  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', format: 'uuid' })
  readonly personId!: string;

  @ApiProperty({ example: 'Focal point, Kenya' })
  readonly displayName!: string;

  @ApiProperty({ example: 'focal-point.ken@demo.example' })
  readonly email!: string;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  readonly language!: string;

  @ApiProperty({ example: 'Africa/Nairobi', description: 'IANA name' })
  readonly timeZone!: string;

  @ApiProperty({ example: false, description: 'Cleared for strictly confidential cases' })
  readonly isCleared!: boolean;

  @ApiProperty({ type: [HeldRoleView], description: 'Roles in force at this moment' })
  readonly roles!: readonly HeldRoleView[];

  @ApiProperty({ example: '2026-11-23T18:31:07.412Z', format: 'date-time' })
  readonly signedInAt!: string;

  @ApiProperty({ example: '2026-11-24T06:31:07.412Z', format: 'date-time' })
  readonly sessionExpiresAt!: string;
}
