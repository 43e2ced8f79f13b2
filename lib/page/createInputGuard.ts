/** What our elements hear of the person. */
export interface InputHandlers {
  onPress(host: Element, event: MouseEvent): void;
  /** The pointer or the focus came to an element of ours. */
  onVisit(host: Element): void;
  /** The pointer moved onto another part of the page. */
  onHover(target: Element): void;
  onEscape(): void;
}

/** A press on our button must not also open the post below it, and keys must not steer the site's player. */
const SHIELDED = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'dblclick',
  'keyup',
] as const;

const isPressKey = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' ';

/**
 * Listens at the window, before the site does, with one set of listeners however many buttons there are. Events are
 * kept from the site only when they are aimed at an element of ours; what the browser does by itself goes on.
 *
 * @param isPress refuses clicks that the page makes up or has lured the person into
 * @param isTrusted refuses events that the page makes up: what a visit shows is for the person
 */
export const createInputGuard = (
  view: Window,
  isOurs: (node: EventTarget | null) => node is Element,
  handlers: InputHandlers,
  signal: AbortSignal,
  isPress: (host: Element, event: MouseEvent) => boolean,
  isTrusted: (event: Event) => boolean,
): void => {
  const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void): void =>
    view.addEventListener(type, listener, { capture: true, passive: type !== 'click', signal });

  for (const type of SHIELDED) {
    on(type, (event) => {
      if (isOurs(event.target)) event.stopPropagation();
    });
  }
  on('click', (event) => {
    if (!isOurs(event.target)) return;
    const host = event.target;
    // Propagation goes on inside the shadow tree for the tooltip's own button, and ends at the host.
    if (isPress(host, event)) handlers.onPress(host, event);
    // In some grids the button stands inside the link of its post.
    if (host.closest('a')) event.preventDefault();
    event.stopPropagation();
  });
  on('keydown', (event) => {
    if (event.key === 'Escape') handlers.onEscape();
    else if (isPressKey(event) && isOurs(event.target)) event.stopPropagation();
  });
  on('focusin', (event) => {
    if (isOurs(event.target) && isTrusted(event)) handlers.onVisit(event.target);
  });
  on('pointerover', (event) => {
    if (!isTrusted(event)) return;
    if (isOurs(event.target)) handlers.onVisit(event.target);
    if (event.target instanceof Element) handlers.onHover(event.target);
  });
};
