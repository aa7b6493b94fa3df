import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/** @typedef {{ readonly id: string, readonly from: string, readonly to: string, readonly subject: string, readonly date: string, readonly text: string, readonly replyTo?: string | undefined }} Letter */

const NAME = /^[0-9TZ]+-[0-9a-f-]{36}$/;

/** The letters of one folder: a file each, as they came over the wire, named so that they sort by arrival. */
export class Letters {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /**
   * Written beside and renamed: who reads the folder sees whole letters only.
   * @param {Buffer} source
   * @param {string[]} recipients of the envelope, which the headers need not name
   */
  async keep(source, recipients) {
    const name = `${new Date().toISOString().replace(/[-:.]/g, '')}-${randomUUID()}`;
    const unfinished = join(this.folder, `${name}.unfinished`);
    const delivered = Buffer.from(recipients.map((recipient) => `Delivered-To: ${recipient}\r\n`).join(''));
    await writeFile(unfinished, Buffer.concat([delivered, source]), { flush: true });
    await rename(unfinished, join(this.folder, `${name}.eml`));
  }

  /** The latest first. @param {number} limit @returns {Promise<{ total: number, letters: Letter[] }>} */
  async latest(limit) {
    const ids = (await readdir(this.folder)).filter((file) => file.endsWith('.eml')).map((file) => file.slice(0, -4));
    ids.sort().reverse();
    const letters = await Promise.all(ids.slice(0, limit).map((id) => this.#read(id)));
    return { total: ids.length, letters: letters.filter((letter) => letter !== undefined) };
  }

  /** @param {string} id @returns {Promise<Letter | undefined>} */
  async read(id) {
    return NAME.test(id) ? this.#read(id) : undefined;
  }

  /** @param {string} id @returns {Promise<Buffer | undefined>} */
  async source(id) {
    if (!NAME.test(id)) return undefined;
    try {
      return await readFile(join(this.folder, `${id}.eml`));
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** @param {string} id @returns {Promise<Letter | undefined>} */
  async #read(id) {
    const source = await this.source(id);
    if (!source) return undefined;
    const mail = await PostalMime.parse(source);
    const delivered = mail.headers.filter(({ key }) => key === 'delivered-to').map(({ value }) => value);
    return {
      id,
      from: mail.from?.address ?? '',
      to: delivered.join(', '),
      subject: mail.subject ?? '(no subject)',
      date: mail.date ?? '',
      text: mail.text ?? mail.html ?? '',
      replyTo: mail.replyTo?.[0]?.address,
    };
  }
}
