import { z } from 'zod';
import { cursorText, maybeWhole, moreFlag, record, text, whole } from './coerce';

/** Replies of the item_list family. Empty lists are left out by the site. */
export const itemListWire = z.object({
  itemList: z.array(z.unknown()).nullish(),
  hasMore: moreFlag.nullish(),
  /** Only in creator/item_list, which pages backwards in time. */
  hasMorePrevious: moreFlag.nullish(),
  cursor: cursorText.nullish(),
  total: maybeWhole,
});

/** Replies of search: `item_list` in item/full, `data` with mixed blocks in general/full. */
export const searchWire = z.object({
  item_list: z.array(z.unknown()).nullish(),
  data: z.array(z.unknown()).nullish(),
  has_more: moreFlag.nullish(),
  cursor: cursorText.nullish(),
  log_pb: record({ impr_id: text }),
  extra: record({ logid: text }),
});

/** One block of general search; type 1 holds a post. */
export const searchBlockWire = z.object({ type: whole, item: z.unknown().optional() });
