import { failure, TokError } from '@/lib/base/failure';
import type { Playlist } from '@/lib/model/profile';

/**
 * f2's select_playlist, without its prompt.
 *
 * @param choice 0 = all; else places from 1, in any order, each once
 * @throws TokError of code `input` for a place that is not there, and when there is nothing to choose from
 */
export const selectPlaylist = (playlists: readonly Playlist[], choice: number | readonly number[]): Playlist[] => {
  const places = [...new Set(typeof choice === 'number' ? [choice] : choice)];
  if (playlists.length === 0 || places.length === 0) throw new TokError(failure('input', 'nothing to choose'));
  if (places.includes(0)) return [...playlists];
  return places.map((place) => {
    const playlist = playlists[place - 1];
    if (playlist === undefined) throw new TokError(failure('input', `no playlist ${place} of ${playlists.length}`));
    return playlist;
  });
};
