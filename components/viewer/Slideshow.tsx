import './slideshow.css';
import { ChevronLeft, ChevronRight, Pause, Play, Volume2, VolumeX } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { IconButton } from '@/components/common/IconButton';
import { formatNumber } from '@/lib/ui/format/format';
import { isRightToLeft, t } from '@/lib/ui/format/i18n';

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
  /** The picture in sight or the music cannot be had. */
  readonly onFailure?: (what: 'picture' | 'music') => void;
  /** What is to be said in the picture's place. */
  readonly note?: string | undefined;
}

/** As long as the site shows each. */
const PICTURE_MS = 3000;

/** Which picture it is, and the ways to the others; round and round. */
const Turning = ({ pictures: { length }, at, onAt }: Pick<Props, 'pictures' | 'at' | 'onAt'>) => {
  const [Before, After] = isRightToLeft() ? [ChevronRight, ChevronLeft] : [ChevronLeft, ChevronRight];
  return (
    <>
      <IconButton icon={Before} label={t('viewer_picture_before')} onClick={() => onAt((at + length - 1) % length)} />
      <span class="figures">{t('viewer_picture', formatNumber(at + 1), formatNumber(length))}</span>
      <IconButton icon={After} label={t('viewer_picture_next')} onClick={() => onAt((at + 1) % length)} />
    </>
  );
};

/** Pictures that follow each other by themselves, with their music; the music alone where there are none. */
export const Slideshow = (props: Props) => {
  const { pictures, at, onAt, music, media, playing, muted, repeat, onPlaying, onMuted, onFailure, note } = props;
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
  // Music that is taken off the page stops, too, which says nothing of the next one.
  const tell = (is: boolean) => (event: Event) => {
    if (event.currentTarget instanceof HTMLMediaElement && event.currentTarget.isConnected) onPlaying(is);
  };
  return (
    <figure class="slides">
      {current !== undefined && (
        <img class="slides__picture" src={current} alt="" onError={() => onFailure?.('picture')} />
      )}
      {note !== undefined && (
        <p class="slides__note" role="status">
          {note}
        </p>
      )}
      {/* Decoded before it is due. */}
      {several && next !== undefined && <img class="slides__next" src={next} alt="" aria-hidden="true" />}
      <figcaption class="slides__bar">
        {several && <Turning pictures={pictures} at={at} onAt={onAt} />}
        {(several || music !== undefined) && (
          <IconButton
            icon={playing ? Pause : Play}
            label={playing ? t('viewer_pause') : t('viewer_play')}
            onClick={() => onPlaying(!playing)}
          />
        )}
        {music !== undefined && (
          <>
            <IconButton
              icon={muted ? VolumeX : Volume2}
              label={muted ? t('viewer_unmute') : t('viewer_mute')}
              onClick={() => onMuted(!muted)}
            />
            {/* biome-ignore lint/a11y/useMediaCaption: the music of a slideshow, of which no words are saved */}
            <audio
              ref={media as RefObject<HTMLAudioElement | null>}
              src={music}
              // Under pictures it goes on as long as they do.
              loop={several || repeat}
              onPlay={tell(true)}
              onPause={tell(false)}
              onEnded={tell(false)}
              onError={() => onFailure?.('music')}
            />
          </>
        )}
      </figcaption>
    </figure>
  );
};
