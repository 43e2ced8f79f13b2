import type { MediaAddresses } from './media/address.ts';

// biome-ignore lint/suspicious/noExplicitAny: recorded JSON of a foreign shape, copied and changed field by field
export type Json = any;

/** What an item needs to know of the request. */
export interface ItemContext {
  readonly addresses: MediaAddresses;
  /** Unix seconds. */
  readonly expire: number;
  readonly chain: string;
}
