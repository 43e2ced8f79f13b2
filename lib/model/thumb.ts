/** What a thumbnail was made from, the best last: a cover was chosen by somebody, a video's frame by nobody. */
export const thumbOrigins = ['video', 'image', 'cover'] as const;
export type ThumbOrigin = (typeof thumbOrigins)[number];

/** A small picture of a post, kept because the addresses of covers expire. */
export interface Thumb {
  readonly postId: string;
  readonly from: ThumbOrigin;
  readonly type: string;
  /** The encoded picture. Bytes rather than a Blob, which the browser would keep in a file of its own. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}
