import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Page } from '@/lib/model/page';
import type { Author } from '@/lib/model/post';
import type { Collection, Playlist } from '@/lib/model/profile';
import { readPageOf } from '@/lib/tiktok/parse/readPageOf';
import { isRecord, record, text } from '@/lib/tiktok/wire/coerce';
import { failureInReply, shapeFailure } from '@/lib/tiktok/wire/replyStatus';
import { collectionWire, playlistWire } from '@/lib/tiktok/wire/wireExtras';

/** A playlist and whom it belongs to; `creator` is absent when the reply names nobody. */
export interface MixDetail {
  readonly playlist: Playlist;
  readonly creator?: Pick<Author, 'secUid' | 'uniqueId' | 'nickname'>;
}

const creatorWire = record({ secUid: text, uniqueId: text, nickname: text });

/** Reads mix/detail (recorded 2026-10). The creator's flags there are wrong, so only the names are read. */
export const parseMixDetail = (raw: unknown): Result<MixDetail> => {
  const playlist = parsePlaylist(raw);
  if (!playlist.ok) return err(playlist.error);
  const info = isRecord(raw) ? raw.mixInfo : undefined;
  const creator = creatorWire.parse(isRecord(info) ? info.creator : undefined);
  return ok({ playlist: playlist.value, ...(creator.secUid === '' ? {} : { creator }) });
};

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

/** Reads collection/detail: one folder of favourites, whoever's it is. Errors: the status's code, `shape`. */
export const parseCollectionDetail = (raw: unknown): Result<Collection> => {
  const refused = failureInReply(raw);
  return refused ? err(refused) : readCollection(isRecord(raw) ? raw.collectionInfo : undefined);
};

/** Reads one page of user/collection_list: the favourites folders of a person. */
export const parseCollections = (raw: unknown): Result<Page<Collection>> =>
  readPageOf(raw, { items: 'collectionList', more: 'hasMore' }, readCollection);

const readPlaylist = (raw: unknown): Result<Playlist> => {
  const parsed = playlistWire.safeParse(raw);
  const mixId = parsed.success ? parsed.data.mixId || parsed.data.id : '';
  if (!parsed.success || mixId === '') return err(failure('shape', 'playlist: no id'));
  const { mixName, name, videoCount, cover } = parsed.data;
  return ok({ mixId, name: mixName || name, videoCount, ...(cover[0] === undefined ? {} : { cover: cover[0] }) });
};

/** Reads one page of user/playlist. Its `creator` is left out: its flags are wrong there (recorded 2026-10). */
export const parsePlaylists = (raw: unknown): Result<Page<Playlist>> =>
  readPageOf(raw, { items: 'playList', more: 'hasMore' }, readPlaylist);

/** Reads the one playlist of mix/detail. */
export const parsePlaylist = (raw: unknown): Result<Playlist> => {
  const refused = failureInReply(raw);
  return refused ? err(refused) : readPlaylist(isRecord(raw) ? raw.mixInfo : undefined);
};
