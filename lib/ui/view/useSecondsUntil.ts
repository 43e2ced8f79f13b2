import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until a time (ms since 1970), rounded up; 0 once it has passed. Draws anew at each of them. */
export const useSecondsUntil = (at: number): number => {
  const [turn, setTurn] = useState(0);
  const left = Math.max(0, Math.ceil((at - Date.now()) / 1000));
  // A timer may ring early: the same second is then waited for once more.
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setTurn(turn + 1), at - (left - 1) * 1000 - Date.now());
    return () => clearTimeout(timer);
  }, [at, left, turn]);
  return left;
};
