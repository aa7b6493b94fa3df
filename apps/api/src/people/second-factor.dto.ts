import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class CodeBody {
  @ApiProperty({
    example: '287082',
    description: 'Six figures of the generator, or a recovery code',
    minLength: 6,
    maxLength: 24,
  })
  @IsString()
  @Length(6, 24)
  readonly code!: string;
}

export class EnrolmentView {
  @ApiProperty({
    example: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    description: 'For typing into an authenticator; shown once',
  })
  readonly secret!: string;

  @ApiProperty({
    example: 'otpauth://totp/Upon%20Request:ana%40example.org?secret=…&issuer=Upon%20Request',
    description: 'For scanning',
  })
  readonly uri!: string;
}

export class RecoveryCodesView {
  @ApiProperty({
    type: [String],
    example: ['MZXW-6YTB-OI3D-KNRT'],
    description: 'Each good for one sign-in; shown once',
  })
  readonly recoveryCodes!: readonly string[];
}

export class AcceptInvitationBody {
  @ApiProperty({ example: 'uri_9rVQmYgk1bW0m3Vt7wzI8C5m1m2kz0T3yqQ6bq0m7nE', description: 'As it was given to you' })
  @IsString()
  @Length(1, 100)
  readonly token!: string;

  @ApiProperty({ example: 'four quiet lakes and a train', minLength: 12, maxLength: 256, format: 'password' })
  @IsString()
  @Length(1, 256)
  readonly password!: string;
}
