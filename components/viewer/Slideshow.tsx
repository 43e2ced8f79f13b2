import { Pause, Play, Volume2, VolumeX } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { IconButton } from '@/components/common/IconButton';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly pictures: readonly string[];
  /** Which of them is shown, from 0. */
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly music: string | undefined;
  readonly media: RefObject<HTMLMediaElement | null>;
  readonly playing: boolean;
  readonly muted: boolean;
  readonly repeat: boolean;
  readonly onPlaying: (playing: boolean) => void;
  readonly onMuted: (muted: boolean) => void;
}

/** As long as the site shows each. */
const PICTURE_MS = 3000;

/** Pictures that follow each other by themselves, with their music; the music alone where there are none. */
export const Slideshow = ({ pictures, at, onAt, music, media, playing, muted, repeat, onPlaying, onMuted }: Props) => {
  const several = pictures.length > 1;
  useEffect(() => {
    if (!playing || !several) return;
    const timer = setTimeout(() => {
      if (at + 1 < pictures.length) onAt(at + 1);
      else if (repeat) onAt(0);
      else onPlaying(false);
    }, PICTURE_MS);
    return () => clearTimeout(timer);
  }, [playing, several, at, pictures, repeat, onAt, onPlaying]);
  const [current, next] = [pictures[at], pictures[(at + 1) % pictures.length]];
  return (
    <figure class="slides">
      {current !== undefined && <img class="slides__picture" src={current} alt="" />}
      {/* Decoded before it is due. */}
      {several && next !== undefined && <img class="slides__next" src={next} alt="" aria-hidden="true" />}
      <figcaption class="slides__bar">
        {(several || music !== undefined) && (
          <IconButton
            icon={playing ? Pause : Play}
            label={t(playing ? 'viewer_pause' : 'viewer_play')}
            onClick={() => onPlaying(!playing)}
          />
        )}
        {several && (
          <span class="figures">{t('viewer_picture', formatNumber(at + 1), formatNumber(pictures.length))}</span>
        )}
        {music !== undefined && (
          <>
            <IconButton
              icon={muted ? VolumeX : Volume2}
              label={t(muted ? 'viewer_unmute' : 'viewer_mute')}
              onClick={() => onMuted(!muted)}
            />
            {/* biome-ignore lint/a11y/useMediaCaption: the music of a slideshow, of which no words are saved */}
            <audio
              ref={media as RefObject<HTMLAudioElement | null>}
              src={music}
              // Under pictures it goes on as long as they do.
              loop={several || repeat}
              onEnded={() => onPlaying(false)}
            />
          </>
        )}
      </figcaption>
    </figure>
  );
};
