import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which version of each reference data set is in the database, and every load that was made. */
export class ReferenceDatasets1764000010000 implements MigrationInterface {
  readonly name = 'ReferenceDatasets1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reference_datasets (
        dataset         text          CONSTRAINT reference_datasets_pk PRIMARY KEY,
        version         text          NOT NULL,
        checksum        text          NOT NULL,
        rows            integer       NOT NULL,
        revision        integer       NOT NULL,
        loaded_at       timestamptz(3) NOT NULL
      );
      COMMENT ON COLUMN reference_datasets.checksum IS 'SHA-256 of the files the data set is made of. Unchanged files are not loaded again.';
      COMMENT ON COLUMN reference_datasets.revision IS 'Raised by every load and by every decision of an administrator: copies in memory and at callers go by it.';

      CREATE TABLE reference_loads (
        dataset         text          NOT NULL CONSTRAINT reference_loads_dataset_fk REFERENCES reference_datasets,
        revision        integer       NOT NULL,
        version         text          NOT NULL,
        checksum        text          NOT NULL,
        rows            integer       NOT NULL,
        retired         integer       NOT NULL,
        loaded_at       timestamptz(3) NOT NULL,
        CONSTRAINT reference_loads_pk PRIMARY KEY (dataset, revision)
      );
      COMMENT ON TABLE reference_loads IS 'Append-only: what a figure of the past was counted with.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reference_loads, reference_datasets');
  }
}
