import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A notch of a mouse wheel is 100 to 120; a touchpad sends many small ones, and goes on after the fingers left it. */
const STEP = 60;
const PAUSE_MS = 350;

/** Calls back with 1 or -1 when the wheel is turned down or up over an element; one turn is one step. */
export const useWheelSteps = (area: RefObject<HTMLElement | null>, onStep: (by: 1 | -1) => void): void => {
  const latest = useRef(onStep);
  latest.current = onStep;
  useEffect(() => {
    let [sum, until] = [0, 0];
    const turn = (event: WheelEvent): void => {
      // With Control the page is made larger.
      if (event.ctrlKey) return;
      if (event.timeStamp < until) {
        sum = 0;
        return;
      }
      sum += event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 40 : event.deltaY;
      if (Math.abs(sum) < STEP) return;
      latest.current(sum > 0 ? 1 : -1);
      sum = 0;
      until = event.timeStamp + PAUSE_MS;
    };
    const element = area.current;
    element?.addEventListener('wheel', turn, { passive: true });
    return () => element?.removeEventListener('wheel', turn);
  }, [area]);
};
