/** A saved comment with its replies. */
export interface SavedComment {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly likes: number;
  readonly uniqueId: string;
  readonly nickname: string;
  readonly replies: readonly SavedComment[];
}
