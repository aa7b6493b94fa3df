/** Where an attachment of an answer by mail stands. One that was discarded has lost its content. */
export type AttachmentStatus = 'quarantined' | 'released' | 'discarded';

/** An attachment, as far as a decision about it needs. */
export interface Attachment {
  readonly id: string;
  readonly caseId: string;
  /** The message it came with: its entry in the history of the case. */
  readonly sequence: number;
  readonly name: string;
  readonly declaredType: string;
  /** By its content; null where nothing known begins like it. */
  readonly sniffedType: string | null;
  readonly status: AttachmentStatus;
}

/** Attachments, within one transaction. */
export interface AttachmentStore {
  /** Locked until the transaction ends; null where this case has none of that id. */
  lock(caseId: string, attachmentId: string): Promise<Attachment | null>;
  /** What is discarded loses its content. */
  settle(decision: {
    readonly id: string;
    readonly status: 'released' | 'discarded';
    readonly by: string;
    readonly reason: string;
  }): Promise<void>;
}
