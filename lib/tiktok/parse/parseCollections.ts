import { err, ok, type Result } from '@/lib/base/result';
import type { PageOf } from '@/lib/model/listPage';
import type { Collection } from '@/lib/model/profile';
import { shapeFailure } from '@/lib/tiktok/wire/shapeFailure';
import { collectionWire } from '@/lib/tiktok/wire/wireExtras';
import { readPageOf } from './readPageOf';

const readCollection = (raw: unknown): Result<Collection> => {
  const parsed = collectionWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('collection', parsed.error));
  const { collectionId, name, total, userId, userName, cover } = parsed.data;
  const [picture] = cover.urlList;
  return ok({
    collectionId,
    name,
    total,
    ownerUid: userId,
    ownerName: userName,
    ...(picture === undefined ? {} : { cover: picture }),
  });
};

/** Reads one page of user/collection_list: the favourites folders of a person. */
export const parseCollections = (raw: unknown): Result<PageOf<Collection>> =>
  readPageOf(raw, { items: 'collectionList', more: 'hasMore' }, readCollection);
