import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsObject, Matches } from 'class-validator';

export class ProposeLifecycleBody {
  @ApiProperty({ type: Object, description: 'The definition; GET /lifecycles/schema is its JSON Schema' })
  @IsObject()
  readonly definition!: Record<string, unknown>;

  @ApiProperty({
    type: [String],
    example: ['KID'],
    description: 'Areas whose new requests are to start under it once it is published',
  })
  @IsArray()
  @ArrayMaxSize(50)
  @Matches(/^[A-Z][A-Z0-9-]{1,19}$/, { each: true, message: 'areas must hold codes of /reference/areas' })
  readonly areas!: readonly string[];
}

export class LifecycleReferenceView {
  @ApiProperty({ example: 'technical-assistance-kid' })
  readonly id!: string;

  @ApiProperty({ example: 2 })
  readonly version!: number;
}

export class LifecycleVersionView extends LifecycleReferenceView {
  @ApiProperty({ enum: ['proposed', 'published'] })
  readonly status!: string;

  @ApiProperty({ enum: ['product', 'uploaded'], description: 'Whether it came with the product or was uploaded' })
  readonly origin!: string;

  @ApiProperty({ example: '9f2c…', description: 'SHA-256 over the canonical form of the rules' })
  readonly checksum!: string;

  @ApiProperty({ type: [String], example: ['KID'], description: 'Areas it was proposed for' })
  readonly areas!: readonly string[];

  @ApiProperty({ type: [String], example: ['KID'], description: 'Areas whose new requests start under it now' })
  readonly serves!: readonly string[];

  @ApiProperty({ format: 'date-time', example: '2026-11-23T18:31:07.412Z' })
  readonly proposedAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-23T18:31:07.412Z' })
  readonly publishedAt!: string | null;
}

export class LifecycleListView {
  @ApiProperty({ type: [LifecycleVersionView] })
  readonly items!: readonly LifecycleVersionView[];
}

export class LifecycleDocumentView extends LifecycleVersionView {
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly definition!: object;
}
