import { ApiProperty } from '@nestjs/swagger';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export class CaseSealView {
  @ApiProperty({ enum: ['upon-request/case-seal/1'] })
  readonly format!: string;

  @ApiProperty({ example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10', format: 'uuid' })
  readonly caseId!: string;

  @ApiProperty({ example: 'KEN-2026-4T9XQ2' })
  readonly reference!: string;

  @ApiProperty({ example: 'KEN' })
  readonly requestingState!: string;

  @ApiProperty({ example: 3, description: 'How many entries the history had' })
  readonly caseSequence!: number;

  @ApiProperty({ example: HASH, description: 'SHA-256 over the entries, one after the other' })
  readonly caseChainHash!: string;

  @ApiProperty({ example: HASH, description: 'SHA-256 of what the State asked for' })
  readonly requestHash!: string;

  @ApiProperty({ example: HASH, description: 'SHA-256 of the whole record' })
  readonly recordHash!: string;

  @ApiProperty({ example: '2026-11-23T19:40:04.112Z', format: 'date-time' })
  readonly sealedAt!: string;

  @ApiProperty({ example: 'b7c1f0a2d3e4f506' })
  readonly keyId!: string;
}

export class SealedEntryView {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What happened, when and by whose hand, in codes and ids',
  })
  readonly frame!: unknown;

  @ApiProperty({ type: String, nullable: true, example: '0a1b2c3d4e5f60718293a4b5c6d7e8f9' })
  readonly salt!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What people wrote; null where it has been erased',
  })
  readonly content!: unknown;
}

export class CaseExtractView {
  @ApiProperty({ enum: ['upon-request/case-extract/1'] })
  readonly format!: string;

  @ApiProperty({ type: CaseSealView })
  readonly seal!: CaseSealView;

  @ApiProperty({ description: 'Ed25519 over the canonical form (RFC 8785) of the seal, Base64' })
  readonly signature!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'What the State asked for' })
  readonly request!: unknown;

  @ApiProperty({ type: [SealedEntryView] })
  readonly entries!: readonly SealedEntryView[];
}
