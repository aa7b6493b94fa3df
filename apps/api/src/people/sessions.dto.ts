import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, Length, MaxLength, MinLength } from 'class-validator';

export class SignInBody {
  @ApiProperty({ example: 'focal-point.ken@demo.example', maxLength: 254 })
  @IsEmail()
  @MaxLength(254)
  readonly email!: string;

  @ApiProperty({ example: 'upon-request', minLength: 1, maxLength: 256, format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  readonly password!: string;

  @ApiProperty({
    example: '287082',
    required: false,
    description: 'Of the second factor, or a recovery code, for an account that has one',
  })
  @IsOptional()
  @IsString()
  @Length(6, 24)
  readonly code?: string;

  @ApiProperty({
    enum: ['cookie', 'token'],
    default: 'cookie',
    required: false,
    description:
      'How the session is handed over. A browser takes the cookie, which no script can read; a program takes the token and sends it as `Authorization: Bearer …`.',
  })
  @IsOptional()
  @IsIn(['cookie', 'token'])
  readonly deliver?: 'cookie' | 'token';
}

export class OpenedSessionView {
  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', format: 'uuid' })
  readonly id!: string;

  @ApiProperty({
    example: '2026-11-24T06:31:07.412Z',
    format: 'date-time',
    description: 'The session ends at the latest then, and after an hour without a request',
  })
  readonly expiresAt!: string;

  @ApiProperty({
    example: 'urs_9rVQmYgk1bW0m3Vt7wzI8C5m1m2kz0T3yqQ6bq0m7nE',
    required: false,
    description: 'Only with `deliver: token`; it is shown once',
  })
  readonly token?: string;
}

export class SessionView {
  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: true, description: 'Whether this very request was made with it' })
  readonly isCurrent!: boolean;

  @ApiProperty({ enum: ['password', 'oidc'], example: 'password' })
  readonly method!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  })
  readonly userAgent!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '198.51.100.7',
    description: 'The network the session was opened from',
  })
  readonly source!: string | null;

  @ApiProperty({ example: '2026-11-23T18:31:07.412Z', format: 'date-time' })
  readonly signedInAt!: string;

  @ApiProperty({ example: '2026-11-23T19:02:11.090Z', format: 'date-time', description: 'To the minute' })
  readonly lastSeenAt!: string;

  @ApiProperty({ example: '2026-11-24T06:31:07.412Z', format: 'date-time' })
  readonly expiresAt!: string;
}

export class SessionList {
  @ApiProperty({ type: [SessionView] })
  readonly sessions!: readonly SessionView[];
}
