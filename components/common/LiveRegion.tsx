import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly text: string;
}

// Screen readers queue every change: more than one in two seconds drowns out everything else.
const GAP_MS = 2000;

/** Speaks a text when it changes, at most every two seconds; the last one always comes through. */
export const LiveRegion = ({ text }: Props) => {
  const [spoken, setSpoken] = useState('');
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + GAP_MS - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {spoken}
    </div>
  );
};
