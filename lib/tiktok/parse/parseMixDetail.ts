import { err, ok, type Result } from '@/lib/base/result';
import type { Author } from '@/lib/model/post';
import type { Playlist } from '@/lib/model/profile';
import { isRecord, record, text } from '@/lib/tiktok/wire/coerce';
import { parsePlaylist } from './parsePlaylists';

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
