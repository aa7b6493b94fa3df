import { SESSION_LIMITS } from '#libs/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Where a browser keeps its session. Over https the `__Host-` prefix makes the browser refuse a cookie set by another
 * host or without `Secure`. Over plain http (the embedded mode on one's own machine) no browser and no curl would keep
 * such a cookie, so a plain name without `Secure` is used there, and only there.
 *
 * `SameSite=Lax`, not `Strict`: a link in a notice must open the case, not the sign-in page.
 */
export class SessionCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(publicUrl: string) {
    this.isSecure = new URL(publicUrl).protocol === 'https:';
    this.name = this.isSecure ? '__Host-session' : 'session';
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  write(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, { ...this.attributes(), maxAge: SESSION_LIMITS.absoluteHours * 3600 });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes());
  }

  private attributes(): { path: string; httpOnly: true; secure: boolean; sameSite: 'lax' } {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'lax' };
  }
}
