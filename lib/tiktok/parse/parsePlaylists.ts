import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { PageOf } from '@/lib/model/listPage';
import type { Playlist } from '@/lib/model/profile';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { playlistWire } from '@/lib/tiktok/wire/wireExtras';
import { readPageOf } from './readPageOf';

const readPlaylist = (raw: unknown): Result<Playlist> => {
  const parsed = playlistWire.safeParse(raw);
  const mixId = parsed.success ? parsed.data.mixId || parsed.data.id : '';
  if (!parsed.success || mixId === '') return err(failure('shape', 'playlist: no id'));
  const { mixName, name, videoCount, cover } = parsed.data;
  return ok({ mixId, name: mixName || name, videoCount, ...(cover[0] === undefined ? {} : { cover: cover[0] }) });
};

/** Reads one page of user/playlist. Its `creator` is left out: its flags are wrong there (recorded 2026-10). */
export const parsePlaylists = (raw: unknown): Result<PageOf<Playlist>> =>
  readPageOf(raw, { items: 'playList', more: 'hasMore' }, readPlaylist);

/** Reads the one playlist of mix/detail. */
export const parsePlaylist = (raw: unknown): Result<Playlist> => {
  const refused = failureInReply(raw);
  return refused ? err(refused) : readPlaylist(isRecord(raw) ? raw.mixInfo : undefined);
};
