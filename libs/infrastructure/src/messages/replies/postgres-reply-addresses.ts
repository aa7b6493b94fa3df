import { ReplyAddresses } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { hashOfReplyToken, newReplyToken, plusAddress } from './reply-token.js';

/** A letter is answered within weeks, or not at all. */
const VALID_DAYS = 60;

export class PostgresReplyAddresses extends ReplyAddresses {
  /** @param address below which answers are taken; null where they are not. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly address: string | null,
  ) {
    super();
  }

  override async make(caseId: string, personId: string): Promise<string | null> {
    if (this.address === null) return null;
    const token = newReplyToken();
    await this.dataSource.query(
      `INSERT INTO reply_addresses (token_hash, case_id, person_id, expires_at) VALUES ($1, $2, $3, now() + make_interval(days => $4))`,
      [hashOfReplyToken(token), caseId, personId, VALID_DAYS],
    );
    return plusAddress(this.address, token);
  }
}
