import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '@/components/common/IconButton';
import type { GalleryPost } from '@/lib/gallery/galleryFormat';
import { formatNumber } from '@/lib/ui/format/format';
import { isRightToLeft, t } from '@/lib/ui/format/i18n';

interface Props {
  readonly post: GalleryPost;
  /** The picture that is shown, from 0. */
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly onFailure: () => void;
}

/** How long a picture stands while its music plays. */
const STAND_MS = 3500;

/** The pictures of a slideshow, which turn with its music. */
export const GallerySlides = ({ post, at, onAt, onFailure }: Props) => {
  const sound = useRef<HTMLAudioElement>(null);
  const [plays, setPlays] = useState(false);
  const pictures = post.pictures ?? [];
  const count = pictures.length;
  useEffect(() => {
    if (!plays || count < 2) return;
    const timer = setTimeout(() => onAt((at + 1) % count), STAND_MS);
    return () => clearTimeout(timer);
  }, [plays, at, count, onAt]);
  useEffect(() => {
    // Where the browser lets no page begin by itself, the button does.
    void sound.current?.play().catch(() => setPlays(false));
  }, []);
  const toggle = (): void => {
    const audio = sound.current;
    if (!audio) setPlays(!plays);
    else if (audio.paused) void audio.play();
    else audio.pause();
  };
  const before = (
    <IconButton
      icon={isRightToLeft() ? ChevronRight : ChevronLeft}
      label={t('gallery_picture_before')}
      onClick={() => onAt((at + count - 1) % count)}
    />
  );
  const next = (
    <IconButton
      icon={isRightToLeft() ? ChevronLeft : ChevronRight}
      label={t('gallery_picture_next')}
      onClick={() => onAt((at + 1) % count)}
    />
  );
  return (
    <div class="pictures">
      {pictures[at] !== undefined && (
        <img
          class="pictures__picture"
          src={pictures[at]}
          alt={t('gallery_picture', formatNumber(at + 1))}
          onError={onFailure}
        />
      )}
      <div class="pictures__bar">
        {count > 1 && before}
        {count > 1 && <span class="figures">{t('gallery_picture_of', formatNumber(at + 1), formatNumber(count))}</span>}
        {count > 1 && next}
        {(count > 1 || post.music !== undefined) && (
          <IconButton icon={plays ? Pause : Play} label={t('gallery_sound')} onClick={toggle} />
        )}
      </div>
      {post.music !== undefined && (
        // biome-ignore lint/a11y/useMediaCaption: what is sung in it was written down by nobody
        <audio
          ref={sound}
          src={post.music}
          loop={count > 0}
          controls={count === 0}
          onPlay={() => setPlays(true)}
          onPause={() => setPlays(false)}
          onError={onFailure}
        />
      )}
    </div>
  );
};
