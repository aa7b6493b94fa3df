import type { FastifyReply, FastifyRequest } from 'fastify';

const GOOD_SECONDS = 600;

/** Binds a sign-in with the identity provider to the browser that began it. `Lax`: the provider's redirect brings it along. */
export class SsoCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(publicUrl: string) {
    this.isSecure = new URL(publicUrl).protocol === 'https:';
    this.name = this.isSecure ? '__Host-sso' : 'sso';
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  write(reply: FastifyReply, state: string): void {
    void reply.setCookie(this.name, state, { ...this.attributes(), maxAge: GOOD_SECONDS });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes());
  }

  private attributes(): { path: string; httpOnly: true; secure: boolean; sameSite: 'lax' } {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'lax' };
  }
}
