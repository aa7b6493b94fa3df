import type { InstrumentView } from '#libs/infrastructure';
import { ApiProperty } from '@nestjs/swagger';

export class TreatySeriesView {
  @ApiProperty({ type: Number, nullable: true, example: 2225 })
  readonly volume!: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 209 })
  readonly page!: number | null;

  @ApiProperty({ type: String, nullable: true, example: '39574' })
  readonly registration!: string | null;
}

export class PartyCountView {
  @ApiProperty({ example: '2018-10-19', format: 'date' })
  readonly asOf!: string;

  @ApiProperty({ example: 189 })
  readonly parties!: number;

  @ApiProperty({ example: 'UNODC news 19 Oct 2018' })
  readonly source!: string;
}

export class InstrumentItem implements InstrumentView {
  @ApiProperty({ example: 'UNTOC' })
  readonly code!: string;

  @ApiProperty({ example: 'organized-crime' })
  readonly group!: string;

  @ApiProperty({ example: 'Organized Crime Convention', description: 'In English' })
  readonly shortTitle!: string;

  @ApiProperty({
    example: 'United Nations Convention against Transnational Organized Crime',
    description: 'In English',
  })
  readonly title!: string;

  @ApiProperty({ example: '2000-11-15', format: 'date' })
  readonly adoptedOn!: string;

  @ApiProperty({ example: 'New York' })
  readonly adoptedAtPlace!: string;

  @ApiProperty({ type: String, nullable: true, example: '2003-09-29', format: 'date' })
  readonly inForceSince!: string | null;

  @ApiProperty({ type: TreatySeriesView, description: 'United Nations Treaty Series' })
  readonly unts!: TreatySeriesView;

  @ApiProperty({ example: 'UN Secretary-General' })
  readonly depositary!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'XVIII-12',
    description: 'Chapter of the Multilateral Treaties Deposited with the Secretary-General',
  })
  readonly mtdsgNumber!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'A/RES/55/25, annex I' })
  readonly adoptedBy!: string | null;

  @ApiProperty({
    enum: ['checked', 'checked-volume', 'checked-dates', 'from-knowledge'],
    example: 'checked',
    description: 'What of the references was checked',
  })
  readonly confidence!: string;

  @ApiProperty({ type: [PartyCountView], description: 'Dated figures, never current ones' })
  readonly partyCounts!: readonly PartyCountView[];

  @ApiProperty({ example: '' })
  readonly note!: string;

  @ApiProperty({ type: [String], example: ['KID', 'PIR'], description: 'Areas the instrument matters for' })
  readonly areas!: readonly string[];
}

export class InstrumentList {
  @ApiProperty({ type: [InstrumentItem] })
  readonly items!: readonly InstrumentItem[];
}
