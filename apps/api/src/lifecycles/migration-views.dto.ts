import { CHANGE_OUTCOMES, type ChangeOutcome } from '#libs/domain';
import { ApiProperty } from '@nestjs/swagger';
import { ChangeOrderView } from './rehearsal-views.dto.js';

export class MigrationView extends ChangeOrderView {
  @ApiProperty({ example: 'The consultation became a gate' })
  readonly reason!: string;

  @ApiProperty({ example: 'Ana Silva', description: 'Who ordered it' })
  readonly orderedBy!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'The migration this one takes back' })
  readonly undoes!: string | null;

  @ApiProperty({ example: 412, description: 'Cases you may not see are counted in whole threes, here and below' })
  readonly cases!: number;

  @ApiProperty({ example: 400 })
  readonly done!: number;

  @ApiProperty({ example: 397 })
  readonly migrated!: number;

  @ApiProperty({ example: 0, description: 'Put back' })
  readonly undone!: number;

  @ApiProperty({ example: 1, description: 'Came to a place the map does not cover since the migration was ordered' })
  readonly stuck!: number;

  @ApiProperty({ example: 2, description: 'Closed, migrated or (where it is undone) acted on meanwhile' })
  readonly leftAlone!: number;

  @ApiProperty({ example: 0, description: 'Could not be dealt with yet; tried again' })
  readonly failing!: number;
}

export class MigrationsView {
  @ApiProperty({ type: [MigrationView] })
  readonly items!: readonly MigrationView[];
}

class MigratedCaseView {
  @ApiProperty({ format: 'uuid' })
  readonly caseId!: string;

  @ApiProperty({ example: 'KEN-2026-4T9XQ2' })
  readonly reference!: string;

  @ApiProperty({ enum: CHANGE_OUTCOMES, nullable: true, description: 'Null while the case waits its turn' })
  readonly outcome!: ChangeOutcome | null;

  @ApiProperty({ type: [String], example: [] })
  readonly stuck!: readonly string[];

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-23T18:31:19.006Z' })
  readonly doneAt!: string | null;
}

export class MigratedCasesView {
  @ApiProperty({ type: [MigratedCaseView] })
  readonly items!: readonly MigratedCaseView[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Give it in `after` for the next page' })
  readonly nextAfter!: string | null;
}
