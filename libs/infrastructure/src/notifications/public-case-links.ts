import { CaseLinks } from '#libs/domain';

/** Addresses of cases below the public address of this installation. */
export class PublicCaseLinks extends CaseLinks {
  constructor(private readonly publicUrl: string) {
    super();
  }

  override toCase(caseId: string): string {
    return new URL(`/cases/${encodeURIComponent(caseId)}`, this.publicUrl).href;
  }
}
