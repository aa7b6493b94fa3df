import { AccountLinks } from '#libs/domain';

const PAGES = { invitation: '/invitation', 'password-recovery': '/new-password' } as const;

/** Addresses below the public address of this installation, the secret in the part that no browser sends. */
export class PublicAccountLinks extends AccountLinks {
  constructor(private readonly publicUrl: string) {
    super();
  }

  override to(purpose: keyof typeof PAGES, secret: string): string {
    return new URL(`${PAGES[purpose]}#${secret}`, this.publicUrl).href;
  }
}
