import type { RefObject } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { languageName } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { ViewedPost } from '@/lib/ui/library/createViewer';
import { Slideshow } from './Slideshow';
import { usePlayback } from './usePlayback';

/** What the viewer's keys and buttons ask of what is on the stage. */
export interface StageHandle {
  /** Goes to the next or the previous picture; false where there is none. */
  step(by: 1 | -1): boolean;
  seek(seconds: number): void;
}

interface Props {
  readonly handle: RefObject<StageHandle | null>;
  readonly view: ViewedPost;
  /** Whether it plays is kept outside: keys, buttons and the browser's own player change it alike. */
  readonly playing: boolean;
  readonly muted: boolean;
  /** Begins anew at the end. */
  readonly repeat: boolean;
  readonly onPlaying: (playing: boolean) => void;
  readonly onMuted: (muted: boolean) => void;
  /** Nothing of it can be played. */
  readonly onFailure: () => void;
}

/** Plays what a post holds: its video, or its pictures with their music. */
export const Stage = ({ handle, view, playing, muted, repeat, onPlaying, onMuted, onFailure }: Props) => {
  const media = useRef<HTMLMediaElement>(null);
  const { video, music, pictures, subtitles } = view;
  const [at, setAt] = useState(0);
  const [isSilent, setSilent] = useState(false);
  const [broken, setBroken] = useState<number>();
  const several = pictures.length > 1;

  useImperativeHandle(
    handle,
    () => ({
      step: (by) => {
        if (video !== undefined || at + by < 0 || at + by >= pictures.length) return false;
        setAt(at + by);
        return true;
      },
      seek: (seconds) => {
        if (media.current) media.current.currentTime += seconds;
      },
    }),
    [at, video, pictures],
  );

  usePlayback(media, { playing, muted, onPlaying });

  // One that is taken off the page stops, too, which says nothing of the next one.
  const tell = (is: boolean) => (event: Event) => {
    const { currentTarget: element } = event;
    if (element instanceof HTMLMediaElement && element.isConnected) onPlaying(is);
  };

  if (video === undefined)
    return (
      <Slideshow
        pictures={pictures}
        at={at}
        onAt={setAt}
        music={isSilent ? undefined : music}
        media={media}
        playing={playing}
        muted={muted}
        repeat={repeat}
        onPlaying={onPlaying}
        onMuted={onMuted}
        onFailure={(what) => {
          if (what === 'music' && pictures.length > 0) setSilent(true);
          else if (several) setBroken(at);
          else onFailure();
        }}
        note={several && broken === at ? t('gallery_cannot_play') : undefined}
      />
    );
  return (
    // biome-ignore lint/a11y/useMediaCaption: a track for each saved one; most posts have none
    <video
      ref={media as RefObject<HTMLVideoElement | null>}
      class="viewer__video"
      src={video}
      controls
      controlsList="nodownload noremoteplayback"
      playsInline
      loop={repeat}
      onPlay={tell(true)}
      onPause={tell(false)}
      onError={({ currentTarget }) => currentTarget.isConnected && onFailure()}
      onVolumeChange={(event) => onMuted(event.currentTarget.muted)}
    >
      {subtitles.map(({ language, url }, index) => (
        <track
          key={url}
          kind="captions"
          src={url}
          srclang={language}
          label={languageName(language)}
          default={index === 0}
        />
      ))}
    </video>
  );
};
