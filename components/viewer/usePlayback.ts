import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

interface Playback {
  readonly playing: boolean;
  readonly muted: boolean;
  readonly onPlaying: (playing: boolean) => void;
}

/** Has the video or the music that is on the page play, stand still or be silent as is said outside of it. */
export const usePlayback = (
  media: RefObject<HTMLMediaElement | null>,
  { playing, muted, onPlaying }: Playback,
): void => {
  useEffect(() => {
    const element = media.current;
    if (!element) return;
    if (!playing) element.pause();
    // A browser may want a press first: then it stands still, and says so.
    else if (element.paused) element.play().catch(() => element.isConnected && onPlaying(false));
  }, [media, playing, onPlaying]);

  // Preact knows no attribute for it that follows later changes.
  useEffect(() => {
    if (media.current) media.current.muted = muted;
  }, [media, muted]);
};
