import { type Confidence, OFFICE_KINDS, type OfficeKind } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { CONFIDENCES } from './states.dto.js';

export class HostStateView {
  @ApiProperty({ example: 'EGY' })
  readonly code!: string;

  @ApiProperty({ example: 'Egypt' })
  readonly name!: string;
}

export class OfficeConfidenceView {
  @ApiProperty({ enum: CONFIDENCES, example: 'sure', description: 'That the office is there' })
  readonly office!: Confidence;

  @ApiProperty({ enum: CONFIDENCES, example: 'likely', description: 'That it covers these States' })
  readonly coverage!: Confidence;

  @ApiProperty({ enum: CONFIDENCES, example: 'likely', description: 'That it works on these days' })
  readonly workingWeek!: Confidence;
}

export class OfficeItem {
  @ApiProperty({ example: 'ROMENA' })
  readonly code!: string;

  @ApiProperty({ example: 'Regional Office for the Middle East and North Africa', description: 'In English' })
  readonly name!: string;

  @ApiProperty({ enum: OFFICE_KINDS, example: 'regional' })
  readonly kind!: OfficeKind;

  @ApiProperty({ example: 'Cairo' })
  readonly city!: string;

  @ApiProperty({ type: HostStateView })
  readonly hostState!: HostStateView;

  @ApiProperty({ example: 'Africa/Cairo', description: 'IANA name' })
  readonly timeZone!: string;

  @ApiProperty({ type: String, nullable: true, example: 'EGCAI' })
  readonly unLocode!: string | null;

  @ApiProperty({ type: [String], example: ['sun', 'mon', 'tue', 'wed', 'thu'] })
  readonly workingWeek!: readonly string[];

  @ApiProperty({ type: String, nullable: true, example: 'HQ', description: 'The office above it' })
  readonly parent!: string | null;

  @ApiProperty({ example: true, description: 'Whether it may be responsible for a case' })
  readonly canLead!: boolean;

  @ApiProperty({ type: [String], example: ['EGY', 'JOR'], description: 'States it leads for' })
  readonly covers!: readonly string[];

  @ApiProperty({ type: OfficeConfidenceView })
  readonly confidence!: OfficeConfidenceView;

  @ApiProperty({ example: 'unodc.org/romena "About"' })
  readonly source!: string;

  @ApiProperty({ example: '' })
  readonly note!: string;
}

export class OfficeList {
  @ApiProperty({ type: [OfficeItem] })
  readonly items!: readonly OfficeItem[];
}
