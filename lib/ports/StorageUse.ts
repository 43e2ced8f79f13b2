/** What TokShelf keeps in the browser, in bytes; saved files lie elsewhere. */
export interface StorageUse {
  /** As the browser counts it; it makes room late, and counts what it holds of deleted rows. */
  readonly total: number;
  /** Of thumbnails, about. */
  readonly thumbs: number;
  readonly thumbCount: number;
  /** Of recordings and chats that are not saved yet. */
  readonly parts: number;
}
