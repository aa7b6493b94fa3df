import type { CalendarBasis, StoredCalendarKey } from '#libs/domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';

const CALENDAR_EXAMPLE = {
  timeZone: 'Africa/Cairo',
  hours: {
    sun: [['09:00', '17:00']],
    mon: [
      ['09:00', '13:00'],
      ['14:00', '17:00'],
    ],
  },
  holidays: [{ date: '2027-01-07', name: 'Coptic Christmas' }],
  overrides: { '2027-02-15': { name: 'Ramadan hours', windows: [['10:00', '15:00']] } },
};
const CALENDAR_DESCRIPTION =
  'Zone, windows of each weekday (`24:00` closes a day), holidays, and dates with windows of their own, which win over both';
export const BASES: readonly CalendarBasis[] = [
  'office',
  'office-in-state',
  'office-note',
  'only-zone',
  'from-knowledge',
  'lead-office',
  'settled',
];

export class HolidayYearView {
  @ApiProperty({ example: 2027 })
  readonly year!: number;

  @ApiProperty({ example: 'Circular of 4 December 2026' })
  readonly source!: string;

  @ApiProperty({ example: 10 })
  readonly days!: number;

  @ApiProperty({ example: '2026-12-05T08:30:00.000Z', format: 'date-time' })
  readonly loadedAt!: string;
}

export class CalendarWarningView {
  @ApiProperty({ enum: ['holidays_missing'], example: 'holidays_missing' })
  readonly code!: 'holidays_missing';

  @ApiProperty({ example: 2027 })
  readonly year!: number;

  @ApiProperty({ example: 'No holidays have been loaded for 2027: deadlines are counted as if there were none' })
  readonly message!: string;
}

export class CalendarItem {
  @ApiProperty({ type: String, example: 'office:ROMENA' })
  readonly key!: StoredCalendarKey;

  @ApiProperty({ example: 3 })
  readonly version!: number;

  @ApiProperty({ example: 'Africa/Cairo', description: 'IANA name' })
  readonly timeZone!: string;

  @ApiProperty({
    enum: BASES,
    example: 'office',
    description: 'What the zone rests on; `lead-office`: the State’s own is not known',
  })
  readonly zoneBasis!: CalendarBasis;

  @ApiProperty({ enum: BASES, example: 'office' })
  readonly weekBasis!: CalendarBasis;

  @ApiProperty({ example: true, description: 'Whether deadlines count on it' })
  readonly isCountedOn!: boolean;

  @ApiProperty({ type: [CalendarWarningView] })
  readonly warnings!: readonly CalendarWarningView[];
}

export class CalendarListView {
  @ApiProperty({ type: [CalendarItem] })
  readonly items!: readonly CalendarItem[];
}

export class CalendarView {
  @ApiProperty({ type: String, example: 'office:ROMENA' })
  readonly key!: StoredCalendarKey;

  @ApiProperty({ example: 3 })
  readonly version!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: CALENDAR_EXAMPLE,
    description: CALENDAR_DESCRIPTION,
  })
  readonly calendar!: object;

  @ApiProperty({ enum: BASES, example: 'office' })
  readonly zoneBasis!: CalendarBasis;

  @ApiProperty({ enum: BASES, example: 'office' })
  readonly weekBasis!: CalendarBasis;

  @ApiProperty({ type: [HolidayYearView] })
  readonly holidayYears!: readonly HolidayYearView[];

  @ApiProperty({ type: [CalendarWarningView] })
  readonly warnings!: readonly CalendarWarningView[];

  @ApiProperty({ example: '2026-12-05T08:30:00.000Z', format: 'date-time' })
  readonly publishedAt!: string;

  @ApiProperty({ example: 'Holidays of 2027' })
  readonly reason!: string;
}

export class CalendarVersionView {
  @ApiProperty({ example: 3 })
  readonly version!: number;

  @ApiProperty({ enum: ['dataset', 'edit', 'holidays'], example: 'holidays' })
  readonly cause!: string;

  @ApiProperty({ example: 'Holidays of 2027' })
  readonly reason!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Null where the data set or an operator published it',
  })
  readonly publishedBy!: string | null;

  @ApiProperty({ example: '2026-12-05T08:30:00.000Z', format: 'date-time' })
  readonly publishedAt!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: CALENDAR_EXAMPLE })
  readonly calendar!: object;
}

export class CalendarVersionList {
  @ApiProperty({ type: [CalendarVersionView] })
  readonly items!: readonly CalendarVersionView[];
}

class ReasonBody {
  @ApiProperty({
    example: 'Hours during Ramadan',
    description: 'Kept with the version, for those who ask why a deadline moved',
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  readonly reason!: string;
}

export class CalendarBody extends ReasonBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: CALENDAR_EXAMPLE,
    description: CALENDAR_DESCRIPTION,
  })
  @IsObject()
  readonly calendar!: object;
}

export class CalendarRehearsalBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: CALENDAR_EXAMPLE,
    description: CALENDAR_DESCRIPTION,
  })
  @IsObject()
  readonly calendar!: object;
}

export class HolidayBody {
  @ApiProperty({ example: '2027-01-07', format: 'date' })
  @IsString()
  @MaxLength(10)
  readonly date!: string;

  @ApiProperty({ example: 'Coptic Christmas' })
  @IsString()
  @MaxLength(200)
  readonly name!: string;
}

export class HolidaysRehearsalBody {
  @ApiPropertyOptional({ type: [HolidayBody], description: 'All holidays of the year; or give `content`' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => HolidayBody)
  readonly holidays?: readonly HolidayBody[];

  @ApiPropertyOptional({
    example: 'date,name\n2027-01-07,Coptic Christmas\n',
    description: 'The text of a file: iCalendar, or a table with the columns date and name',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200_000)
  readonly content?: string;
}

export class HolidaysBody extends HolidaysRehearsalBody {
  @ApiProperty({ example: 'Circular of 4 December 2026', description: 'Where the list comes from' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  readonly source!: string;

  @ApiProperty({ example: 'Holidays of 2027' })
  @IsDefined()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  readonly reason!: string;
}
