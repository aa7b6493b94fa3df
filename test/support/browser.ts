/** A browser that keeps the provider's cookies. */
export class Browser {
  private readonly jar = new Map<string, string>();

  /** Follows the provider's redirects until it is sent back to an address that begins like this one; gives that address. */
  async visit(address: string, callback: string): Promise<URL> {
    let next = new URL(address);
    for (let hop = 0; hop < 10; hop += 1) {
      if (next.href.startsWith(callback)) return next;
      const answer = await fetch(next, {
        redirect: 'manual',
        headers: { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        this.jar.set(name, value);
      }
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`The provider stopped with ${answer.status}: ${await answer.text()}`);
      next = new URL(location, next);
    }
    throw new Error('The provider goes round in circles');
  }
}
