import { useRef, useState } from 'preact/hooks';
import { Slideshow } from '@/components/viewer/Slideshow';
import { usePlayback } from '@/components/viewer/usePlayback';
import type { GalleryPost } from '@/lib/gallery/galleryFormat';

interface Props {
  readonly post: GalleryPost;
  /** The picture that is shown, from 0. */
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly onFailure: () => void;
}

const none: readonly string[] = [];

/** The pictures of a post, which turn while its music plays. */
export const GallerySlides = ({ post: { pictures = none, music }, at, onAt, onFailure }: Props) => {
  const media = useRef<HTMLMediaElement>(null);
  const [playing, setPlaying] = useState(music !== undefined);
  const [muted, setMuted] = useState(false);
  usePlayback(media, { playing, muted, onPlaying: setPlaying });
  return (
    <Slideshow
      pictures={pictures}
      at={at}
      onAt={onAt}
      music={music}
      media={media}
      playing={playing}
      muted={muted}
      repeat={pictures.length > 1}
      onPlaying={setPlaying}
      onMuted={setMuted}
      onFailure={onFailure}
    />
  );
};
