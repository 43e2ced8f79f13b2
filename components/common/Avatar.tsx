import './Avatar.css';
import { useState } from 'preact/hooks';

interface Props {
  readonly name: string;
  readonly src?: string | undefined;
  readonly size?: number;
}

const firstLetter = (name: string): string => {
  const [first] = new Intl.Segmenter().segment(name.replace(/^@/, ''));
  return first?.segment ?? '?';
};

/** A person's picture, or the first letter of the name when there is none. */
export const Avatar = ({ name, src, size = 44 }: Props) => {
  const [broken, setBroken] = useState<string>();
  return (
    <span class="avatar" style={{ '--avatar-size': `${size}px` }} aria-hidden="true">
      {src && src !== broken ? (
        <img src={src} alt="" referrerpolicy="no-referrer" onError={() => setBroken(src)} />
      ) : (
        firstLetter(name)
      )}
    </span>
  );
};
